import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import { build, raw, type CodeOf } from './build.js';
import type { Column, Dictionary } from './column.js';
import type { DictionaryEntry } from './dictionaries.js';
import { ArrowError } from './error.js';
import { holds, plain, type Layout } from './layout.js';
import type { Reader } from './reader.js';
import { textOf } from './text.js';

interface Grown {
  readonly entry: DictionaryEntry;
  readonly dictionary: Dictionary;
  readonly layout: Layout;
  /** Codes by the values' texts. */
  readonly codes: Map<string, number>;
  readonly added: Column[];
}

/** Codes of the dictionaries that a save needs, and the values it puts behind them. */
export class Growth {
  private readonly states = new Map<string, Grown>();

  constructor(private readonly reader: Reader) {}

  /** Makes the dictionaries of these columns ready for the batch at `at`. Throws `ArrowError`. */
  async prepare(layouts: readonly Layout[], at: number): Promise<void> {
    for (const layout of layouts) {
      if (layout.kind === 'struct' || layout.kind === 'union') await this.prepare(layout.members, at);
      else if (layout.kind === 'list' || layout.kind === 'fixedList') await this.prepare([layout.item], at);
      else if (layout.kind === 'dictionary') {
        await this.prepare([layout.values], at);
        await this.open(layout, at);
      }
    }
  }

  /** Finds codes for the batch at `at`; a value that is not there is put behind the dictionary. */
  codeOf(at: number): CodeOf {
    return (layout, cell) => {
      const state = this.state(layout.id, at);
      if (!state) throw new EditError(t('its dictionary is not in the file'));
      const values = plain(layout.values);
      const text = textOf(build(values, [cell], () => 0), 0);
      const known = state.codes.get(text);
      if (known !== undefined) return known;
      const refuse = (why: string) => new EditError(t('{0} is not among the values of its dictionary, and {1}; use a value that is', raw(cell).slice(0, 40), why));
      if (layout.ordered) throw refuse(t('an ordered dictionary takes no new one'));
      if (holds(layout.values, 'dictionary')) throw refuse(t('a dictionary of dictionaries takes no new one'));
      if (!this.reader.dictionaries.mayGrow(layout.id, at)) throw refuse(t('the stream puts other values behind it later on'));
      const code = state.dictionary.length + state.added.length;
      try {
        layout.scalar.write(new DataView(new ArrayBuffer(8)), 0, String(code));
      } catch {
        throw refuse(t('its codes of {0} bits have no room for another', layout.scalar.width * 8));
      }
      state.added.push(build(layout.values, [cell], () => 0));
      state.codes.set(text, code);
      return code;
    };
  }

  /** A dictionary with what was put behind it. */
  async dictionary(id: number, at: number): Promise<Dictionary> {
    const state = this.state(id, at);
    if (!state || state.added.length === 0) return this.reader.dictionary(id, at);
    return { pieces: [...state.dictionary.pieces, ...state.added], length: state.dictionary.length + state.added.length };
  }

  /** The dictionary messages that grow. */
  grown(): readonly Grown[] {
    return [...this.states.values()].filter(({ added }) => added.length > 0);
  }

  private state(id: number, at: number): Grown | undefined {
    return this.states.get(`${id}:${this.reader.dictionaries.of(id, at).at(-1)?.place.at}`);
  }

  private async open(layout: Extract<Layout, { kind: 'dictionary' }>, at: number): Promise<void> {
    const entry = this.reader.dictionaries.of(layout.id, at).at(-1);
    if (!entry) return;
    const name = `${layout.id}:${entry.place.at}`;
    if (this.states.has(name)) return;
    const dictionary = await this.reader.dictionary(layout.id, at);
    const codes = new Map<string, number>();
    let code = 0;
    for (const piece of dictionary.pieces) {
      for (let i = 0; i < piece.length; i++, code++) {
        const text = readable(piece, i);
        if (text !== null && !codes.has(text)) codes.set(text, code);
      }
    }
    if (code !== dictionary.length) throw new ArrowError(t('a dictionary changed while it was read'));
    this.states.set(name, { entry, dictionary, layout: layout.values, codes, added: [] });
  }
}

/** Text of a value that an edit may stand for; null where there is none. */
function readable(column: Column, i: number): string | null {
  try {
    const text = textOf(column, i);
    return text === 'null' ? null : text;
  } catch {
    return null;
  }
}
