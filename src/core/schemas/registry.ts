import { t } from '@vscode/l10n';
import { annotationLists } from './annotationLists.js';
import { completions } from './completions.js';
import { helpsteer } from './helpsteer.js';
import { helpsteer2 } from './helpsteer2.js';
import { helpsteer2Disagreements } from './helpsteer2Disagreements.js';
import { helpsteer2Preference } from './helpsteer2Preference.js';
import { helpsteer3 } from './helpsteer3.js';
import { hhRlhf } from './hhRlhf.js';
import { hhRlhfStrength } from './hhRlhfStrength.js';
import { judgeScores } from './judgeScores.js';
import { longRatings } from './longRatings.js';
import { oasst } from './oasst.js';
import { pair } from './pair.js';
import { raftWide } from './raftWide.js';
import { rows } from './rows.js';
import type { Schema } from './schema.js';
import { textScore } from './textScore.js';
import { ultrafeedback } from './ultrafeedback.js';
import { ultrafeedbackBinarized } from './ultrafeedbackBinarized.js';
import { unpaired } from './unpaired.js';
import { votes } from './votes.js';

/** Every schema; where two are as sure of a file, the earlier one comes first. */
export const SCHEMAS: readonly Schema[] = [
  helpsteer2Disagreements,
  helpsteer2,
  helpsteer,
  helpsteer2Preference,
  helpsteer3,
  hhRlhfStrength,
  hhRlhf,
  raftWide,
  ultrafeedback,
  ultrafeedbackBinarized,
  pair,
  unpaired,
  textScore,
  completions,
  votes,
  annotationLists,
  judgeScores,
  oasst,
  longRatings,
  rows,
];

/** The schema of that name. Throws where there is none. */
export function schemaNamed(name: string): Schema {
  const schema = SCHEMAS.find((candidate) => candidate.name === name);
  if (!schema) throw new Error(t('there is no schema {0}; schemas: {1}', name, SCHEMAS.map((each) => each.name).join(', ')));
  return schema;
}
