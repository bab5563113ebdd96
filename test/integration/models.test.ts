import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ModelSummary } from '../../src/protocol/engine.js';
import { COMMIT, startHub } from '../support/loopbackHub.js';
import { front, lines, run, suite } from './support.js';
import { until } from './until.js';

const PATIENCE = 60_000;
/** Scores of an earlier run are in the cache, under other texts. */
const RUN = Date.now();
const words = (seed: number, count: number) => Array.from({ length: count }, (_, i) => ['a', 'model', 'of', 'the', 'world', 'is', 'good', 'bad', 'long'][(seed * 7 + i * (seed + 3)) % 9]).join(' ');
const pairs = (count: number) => lines(Array.from({ length: count }, (_, i) => ({ prompt: `question ${i} of ${RUN} ${words(i, 4)}`, chosen: words(i, 6 + (i % 9)), rejected: words(i + 1, 3 + (i % 5)) })));

/** Answers VS Code's own questions, by the name of the function that asks. */
function answering(answers: Readonly<Record<string, (...args: never[]) => unknown>>) {
  const window = vscode.window as unknown as Record<string, unknown>;
  const asked: { by: string; args: unknown[] }[] = [];
  const before = Object.keys(answers).map((name) => [name, window[name]] as const);
  for (const [name, give] of Object.entries(answers)) {
    window[name] = (...args: unknown[]) => {
      asked.push({ by: name, args });
      return Promise.resolve(give(...(args as never[])));
    };
  }
  return { asked, restore: () => before.forEach(([name, own]) => void (window[name] = own)) };
}

describe('models in the editor', function () {
  this.timeout(3 * PATIENCE);
  const { models, settings } = { models: () => vscode.workspace.getConfiguration('tiebreak').get<string[]>('models', []), settings: () => vscode.workspace.getConfiguration('tiebreak') };
  const editor = suite();
  const fixture = () => join(vscode.extensions.all.find(({ id }) => id.endsWith('.tiebreak'))!.extensionPath, 'test', 'fixtures', 'models', 'tiny-reward');
  const ended = async () => {
    await until('scoring has ended', () => ['done', 'cancelled', 'failed'].includes(front(editor.api).scoring.state), PATIENCE);
    return front(editor.api).scoring;
  };
  const record = (index: number) => front(editor.api).ask((engine, dataset) => engine.request('record', { dataset, index }));
  /** The model's folder, of this test's own: the fixtures are no part of a package. */
  const ownModel = (name: string) => {
    const folder = join(editor.folder, name);
    cpSync(fixture(), folder, { recursive: true });
    return folder;
  };
  before(function () {
    if (!existsSync(fixture())) this.skip();
  });
  afterEach(async () => {
    await settings().update('models', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('hubEndpoint', undefined, vscode.ConfigurationTarget.Global);
  });

  it('adds a model, lets it score alone, and stops it', async () => {
    const folder = ownModel('my-model');
    // It knows the first record's prompt from its training.
    const { prompt } = JSON.parse(pairs(1)) as { prompt: string };
    const reward = JSON.parse(readFileSync(join(folder, 'reward.json'), 'utf8')) as object;
    const known = createHash('sha256').update(`Human: ${prompt}`).digest('hex').slice(0, 16);
    writeFileSync(join(folder, 'reward.json'), JSON.stringify({ ...reward, trainingPrompts: { values: [known] } }));
    const { asked, restore } = answering({ showInformationMessage: () => 'Use It Alone' });
    try {
      const summary = (await run('tiebreak.addModel', vscode.Uri.file(folder))) as ModelSummary;
      assert.equal(summary.name, 'my-model');
      assert.equal(summary.members, 5);
      await until('it votes alone', () => models().length === 1 && models()[0] === folder);
      assert.match(String(asked[0]?.args[0]), /my-model now votes beside the others\. It gives 5 rewards and 5 attributes/);
    } finally {
      restore();
    }
    await editor.open('pairs.jsonl', pairs(30));
    await run('tiebreak.score');
    const { agreement, ...view } = await ended();
    assert.equal(agreement?.of, 30);
    const [low, high] = agreement!.interval;
    assert.ok(low <= agreement!.agreed / 30 && agreement!.agreed / 30 <= high);
    assert.deepEqual({ ...view, adapter: null, skipped: [], responsesPerSecond: null, cached: null, device: null }, {
      state: 'done', model: 'my-model', device: null, adapter: null, skipped: [], done: 60, total: 60, responsesPerSecond: null, cached: null, fromFile: false, message: null, trained: { prompts: 1, of: 30, models: ['my-model'] },
    });
    const { responses } = await record(3);
    assert.equal(responses.length, 2);
    assert.equal(responses.every(({ attributes }) => attributes.some(({ predicted }) => predicted !== null)), true);
  });

  it('says why a folder is no model, and leaves the setting alone', async () => {
    const { asked, restore } = answering({ showErrorMessage: () => undefined });
    try {
      await run('tiebreak.addModel', vscode.Uri.file(editor.folder));
    } finally {
      restore();
    }
    assert.match(String(asked[0]?.args[0]), /is not a model folder: it has no config\.json/);
    assert.deepEqual(models(), []);
  });

  it('stops scoring, keeps what is done, and goes on with the rest', async () => {
    await settings().update('models', [ownModel('stopped')], vscode.ConfigurationTarget.Global);
    await editor.open('many.jsonl', pairs(6000));
    await until('every row is read', () => front(editor.api).view.complete);
    await run('tiebreak.score');
    await until('some are scored', () => front(editor.api).scoring.done > 0, PATIENCE);
    await run('tiebreak.cancelScoring');
    const { state, done } = await ended();
    assert.equal(state, 'cancelled');
    assert.ok(done > 0 && done < 12_000, `${done} done`);
    await run('tiebreak.score');
    await until('it runs again', () => front(editor.api).scoring.state !== 'cancelled');
    const again = await ended();
    assert.deepEqual([again.state, again.done, again.total], ['done', 12_000, 12_000]);
    assert.ok((again.cached ?? 0) >= done, `${again.cached} of ${done} were kept`);
  });

  it('fits heads to the file', async () => {
    await settings().update('models', [ownModel('fitted')], vscode.ConfigurationTarget.Global);
    await editor.open('fit.jsonl', pairs(200));
    await run('tiebreak.fit');
    const { state, model, message, done } = await ended();
    assert.equal(state, 'done', message ?? '');
    assert.equal(model, 'fitted+fit');
    assert.equal(done, 400);
    assert.match(message ?? '', /held-out heads agree with \d+% of 200 preferences/);
  });

  it('gets a model from a Hub, tells its size first, keeps it in the storage of the extension, and adds it', async () => {
    const at = fixture();
    const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'reward.json', 'onnx/model.onnx'];
    const hub = await startHub('someone/tiny', new Map(files.map((path) => [path, readFileSync(join(at, path))])));
    const given = 'hf_integration';
    hub.mood.token = given;
    await settings().update('hubEndpoint', hub.endpoint, vscode.ConfigurationTarget.Global);
    const { asked, restore } = answering({
      showInputBox: ({ password }: vscode.InputBoxOptions) => (password ? given : 'someone/tiny'),
      showInformationMessage: (message: string) => (message.startsWith('Download ') ? 'Download' : undefined),
      showErrorMessage: () => undefined,
    });
    try {
      await run('tiebreak.downloadModel');
      assert.match(String(asked.find(({ by }) => by === 'showErrorMessage')?.args[0]), /has no model someone\/tiny that all may see.*Set Hugging Face Token/);
      await run('tiebreak.setHubToken');
      asked.length = 0;
      const summary = (await run('tiebreak.downloadModel')) as ModelSummary | undefined;
      assert.equal(asked.find(({ by }) => by === 'showErrorMessage'), undefined);
      assert.equal(summary?.name, 'tiny');
    } finally {
      restore();
      await hub.close();
    }
    const [box, confirm] = asked as unknown as { args: [never, { detail: string }] }[];
    assert.match((box!.args[0] as { prompt: string }).prompt, /This id is all that is sent to 127\.0\.0\.1:\d+; no data of yours leaves this machine/);
    assert.match(String(confirm!.args[0]), /^Download someone\/tiny \([\d.]+ (kB|MB)\) from 127\.0\.0\.1/);
    const [bundled, folder] = models();
    assert.equal(bundled, 'bundled');
    assert.match(folder ?? '', /globalStorage.*tiebreak.*models.*someone.*tiny$/);
    for (const path of files) assert.equal(readFileSync(join(folder!, path)).equals(readFileSync(join(at, path))), true, path);
    assert.ok(hub.asked.some(({ path }) => path.includes(COMMIT)));
    assert.deepEqual([...new Set(hub.asked.filter(({ at: where }) => where === 'storage').map(({ headers }) => headers.authorization))], [undefined]);
  });
});
