import { evaluate as evaluateTable } from '../../core/evaluate/evaluate.js';
import { parse, SCORING } from '../args.js';
import { evaluateText } from '../evaluateText.js';
import { print } from '../output.js';
import { scoreIfNeeded, withSession } from '../session.js';

const USAGE = 'evaluate FILE [--schema S] [--split NAME] [--attach FILE]... [--model DIR|bundled]... [--fit] [--device D] [--no-score] [--json]';

/** How good models' scores are against the file's labels: of the models named, of those whose scores the file holds, or of the bundled one. */
export async function evaluate(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, SCORING, 1);
  const report = await withSession(positionals[0] as string, values, async ({ session }) => {
    await scoreIfNeeded(session, values, true);
    return evaluateTable(session.table);
  });
  print(values.json, report, () => evaluateText(report));
}
