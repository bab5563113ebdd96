/** Takes the judge's template (`###The instruction to evaluate: … ###Response to evaluate: …`) apart. */

/** What the judge was shown. */
export interface JudgeTemplate {
  readonly instruction: string;
  readonly response: string;
  /** Its other parts: the reference answer, the rubric. */
  readonly more: Readonly<Record<string, string>>;
}

const INSTRUCTION = '###The instruction to evaluate:';
const RESPONSE = '\n###Response to evaluate:';
const REFERENCE = '\n###Reference Answer';
const RUBRIC = '\n###Score Rubric';
const FEEDBACK = '\n###Feedback:';

/** The template's parts; null where the text is no such template. The response may itself hold `###` headings. */
export function judgeTemplate(text: string): JudgeTemplate | null {
  const start = text.indexOf(INSTRUCTION);
  const feedback = text.lastIndexOf(FEEDBACK);
  const end = feedback < 0 ? text.length : feedback;
  const rubric = text.lastIndexOf(RUBRIC, end);
  // The judge's own headings come after what it judges, so the last ones are looked for; the response's before them.
  const reference = text.lastIndexOf(REFERENCE, rubric < 0 ? end : rubric);
  const response = text.indexOf(RESPONSE, start);
  if (start < 0 || response < 0) return null;
  const stops = [reference, rubric, end].filter((at) => at > response);
  const more: Record<string, string> = {};
  if (reference > response) more['reference_answer'] = afterHeading(text, reference, rubric > reference ? rubric : end);
  if (rubric > response) more['score_rubric'] = afterHeading(text, rubric, end);
  return {
    instruction: text.slice(start + INSTRUCTION.length, response).trim(),
    response: text.slice(response + RESPONSE.length, Math.min(...stops)).trim(),
    more,
  };
}

/** The part below the heading line at `start`. */
function afterHeading(text: string, start: number, end: number): string {
  const colon = text.indexOf(':', start);
  return text.slice(colon < 0 || colon >= end ? start + 1 : colon + 1, end).trim();
}
