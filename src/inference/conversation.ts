/** A record's turns as the messages that chat templates take. */
import type { ScoreInput } from '../core/scoring/scores.js';
import { TimeLimitError, type ChatTemplate, type Message } from './chatTemplate.js';

/** Words for the two speakers and the system seen in datasets; any other speaks as the user. */
const ROLES: ReadonlyMap<string, Message['role']> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['bot', 'assistant'],
  ['chatbot', 'assistant'],
  ['model', 'assistant'],
]);

/** The whole conversation as the template has it; a template that refuses a system turn, or two turns of one speaker, gets them joined. */
export function renderConversation({ prompt, response }: ScoreInput, render: ChatTemplate): string {
  const messages: Message[] = [
    ...prompt.map(({ role, text }): Message => ({ role: ROLES.get(role.toLowerCase()) ?? 'user', content: text })),
    { role: 'assistant', content: response },
  ];
  let first: unknown;
  for (const attempt of [messages, alternating(messages, true), alternating(messages, false)]) {
    try {
      return render(attempt);
    } catch (error) {
      first ??= error;
      if (error instanceof TimeLimitError) break;
    }
  }
  throw first;
}

/** User and assistant in turn, beginning with the user, the last turn (the response) kept apart; the system's words first, or in the user's first turn. */
function alternating(messages: readonly Message[], system: boolean): Message[] {
  const response = messages.at(-1)!;
  const instructions = messages.filter(({ role }) => role === 'system').map(({ content }) => content).join('\n\n');
  const turns: Message[] = [];
  for (const message of messages.slice(0, -1)) {
    if (message.role === 'system') continue;
    if (turns.length === 0 && message.role === 'assistant') turns.push({ role: 'user', content: '' });
    const last = turns.at(-1);
    if (last?.role === message.role) turns[turns.length - 1] = { ...last, content: `${last.content}\n\n${message.content}` };
    else turns.push(message);
  }
  // Two answers in a row: the first is what the user is taken to have said nothing to.
  if (turns.at(-1)?.role !== 'user') turns.push({ role: 'user', content: '' });
  if (instructions === '') return [...turns, response];
  if (system) return [{ role: 'system', content: instructions }, ...turns, response];
  const [opening, ...rest] = turns;
  return [{ role: 'user', content: opening!.content === '' ? instructions : `${instructions}\n\n${opening!.content}` }, ...rest, response];
}
