import { describe, expect, it } from 'vitest';
import { chatTemplate } from '../../src/inference/chatTemplate.js';
import { renderConversation } from '../../src/inference/conversation.js';
import type { ScoreInput } from '../../src/core/scoring/scores.js';

const turns = (...texts: [string, string][]): ScoreInput['prompt'] => texts.map(([role, text]) => ({ role, text }));
const EACH = '{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}';
const ALTERNATING =
  "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}" +
  "{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('must alternate') }}{% endif %}[{{ m.role }}]{{ m.content }}{% endfor %}";
const render = (source: string, prompt: ScoreInput['prompt'] = turns(['user', 'hi']), response = 'yes') =>
  renderConversation({ prompt, response }, chatTemplate(source, { bos_token: '<s>' }));

describe('a chat template', () => {
  it('gets system, user and assistant turns, and no prompt for another answer', () => {
    expect(render(EACH + '{% if add_generation_prompt %}[assistant]{% endif %}', turns(['system', 'be brief'], ['user', 'hi'], ['assistant', 'a'], ['user', 'b']))).toBe(
      '<s>[system]be brief[user]hi[assistant]a[user]b[assistant]yes',
    );
  });

  it('knows the words for the speakers that datasets use', () => {
    expect(render(EACH, turns(['developer', '1'], ['Human', '2'], ['gpt', '3'], ['__proto__', '4']))).toBe('<s>[system]1[user]2[assistant]3[user]4[assistant]yes');
  });

  it('that refuses a system turn has it before the first words of the user', () => {
    expect(render(ALTERNATING, turns(['system', 'be brief'], ['user', 'hi']))).toBe('[user]be brief\n\nhi[assistant]yes');
  });

  it('that wants the speakers in turn gets what one says at a stretch joined, and the response kept apart', () => {
    expect(render(ALTERNATING, turns(['user', 'a'], ['user', 'b'], ['assistant', 'c']))).toBe('[user]a\n\nb[assistant]c[user][assistant]yes');
    expect(render(ALTERNATING, turns(['assistant', 'hello'], ['user', 'a']))).toBe('[user][assistant]hello[user]a[assistant]yes');
    expect(render(ALTERNATING, [])).toBe('[user][assistant]yes');
  });

  it('that refuses everything is told of with its own reason', () => {
    expect(() => render("{{ raise_exception('only on Sundays') }}")).toThrow('the chat template cannot be used: only on Sundays');
    expect(() => render('{% for %}')).toThrow('the chat template cannot be used: ');
  });
});

describe('a hostile chat template', () => {
  it('is stopped, once for all texts', () => {
    const loop = '{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}';
    const template = chatTemplate(loop, {});
    const caught = () => {
      try {
        return template([]);
      } catch (error) {
        return error;
      }
    };
    const first = caught();
    expect(String(first)).toContain('the chat template took more than 2 s');
    // The very same error: it has not been run again.
    expect(caught()).toBe(first);
  }, 20_000);

  it('makes no more text than fits the conversation', () => {
    expect(() => render("{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}")).toThrow(/the chat template (made \d+ characters|cannot be used|took)/);
    expect(() => render('{% for i in range(1000000000) %}{% endfor %}')).toThrow('range() of 1000000000 numbers');
    expect(() => chatTemplate(' '.repeat(2 << 20), {})).toThrow('2097152 characters');
  }, 20_000);

  it.each([
    "{{ messages.constructor.constructor('return process')() }}",
    "{{ raise_exception.constructor('return process')() }}",
    "{{ ''.constructor.constructor('return globalThis')() }}",
    '{{ range.__proto__.constructor }}',
    '{{ messages.__proto__.polluted }}',
  ])('reaches nothing outside: %s', (source) => {
    let text = '';
    try {
      text = render(source);
    } catch (error) {
      expect((error as Error).message).toContain('the chat template cannot be used');
    }
    expect(text).not.toMatch(/process|function|object/i);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('deeply nested, is refused', () => {
    expect(() => render(`{{ ${'('.repeat(100_000)}1${')'.repeat(100_000)} }}`)).toThrow('the chat template cannot be used');
  });

  it('that asks for the date always gets the same one', () => {
    expect(render("{{ strftime_now('%d %b %Y, %A') }}")).toBe('26 Jul 2024, Friday');
  });
});
