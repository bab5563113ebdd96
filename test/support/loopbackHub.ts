/** A Hub on this machine that speaks the real one's protocol, with its storage on another port, as the real one's is on another host. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a question looked like when it came. */
export interface Asked {
  readonly at: 'hub' | 'storage';
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** How the Hub misbehaves; may be changed between questions. */
export interface Mood {
  /** Only this token sees the repository. */
  token?: string;
  gated?: boolean;
  /** Ends the connection after so many bytes of an answer, so many times, by path. */
  cut: Map<string, { after: number; times: number }>;
  /** Bytes that are sent instead of the listed ones. */
  damaged: Map<string, Buffer>;
  /** Answers questions for a part with the whole. */
  ignoresRanges?: boolean;
  /** Sends on from the storage to here. */
  elsewhere?: string;
  /** Milliseconds before each piece of 64 KiB. */
  slow?: number;
  /** Entries a page of a listing. */
  page?: number;
  status?: number;
}

/** A running Hub with one repository. */
export interface LoopbackHub {
  readonly endpoint: string;
  readonly storage: string;
  readonly asked: Asked[];
  readonly mood: Mood;
  close(): Promise<void>;
}

export const COMMIT = 'a'.repeat(39) + '1';
const isLarge = (path: string) => /\.onnx(_data.*|\.data)?$/.test(path);
const hash = (kind: string, ...parts: (string | Buffer)[]) => parts.reduce((sum, part) => sum.update(part), createHash(kind)).digest('hex');

/** Starts a Hub; what ends like a graph or its weights is kept in LFS. Listed names may be any. */
export async function startHub(repo: string, files: ReadonlyMap<string, Buffer>): Promise<LoopbackHub> {
  const asked: Asked[] = [];
  const mood: Mood = { cut: new Map(), damaged: new Map() };
  const byDigest = new Map([...files].map(([path, bytes]) => [hash('sha256', bytes), path]));
  const storage = await listen((request, response) => {
    const url = new URL(request.url!, 'http://x');
    asked.push({ at: 'storage', path: url.pathname, headers: request.headers });
    if (mood.elsewhere !== undefined) return void response.writeHead(302, { location: mood.elsewhere }).end();
    // As signed addresses do: who brings a token as well is turned away.
    if (request.headers.authorization !== undefined) return void response.writeHead(400).end();
    const path = byDigest.get(url.pathname.slice(1));
    if (path === undefined) return void response.writeHead(404).end();
    send(request, response, path, mood.damaged.get(path) ?? files.get(path)!, mood);
  });
  const hub: { server: Server; address: string } = await listen((request, response) => {
    const url = new URL(request.url!, 'http://x');
    asked.push({ at: 'hub', path: decodeURIComponent(url.pathname), headers: request.headers });
    if (mood.status !== undefined) return void response.writeHead(mood.status).end();
    const refused = refusal(request, mood);
    const refuse = (status: number, code: string) => void response.writeHead(status, { 'x-error-code': code, 'content-type': 'application/json' }).end(JSON.stringify({ error: code }));
    if (refused) return refuse(...refused);
    const path = decodeURIComponent(url.pathname).slice(1);
    if (path === `api/models/${repo}/revision/main`) {
      if (mood.gated) return json(response, { _id: '1', id: repo, sha: COMMIT, gated: 'manual', lastModified: '2026-01-01' });
      return json(response, { _id: '1', id: repo, sha: COMMIT, private: false, gated: false, lastModified: '2026-01-01' });
    }
    const tree = `api/models/${repo}/tree/${COMMIT}`;
    if (path === tree || path.startsWith(`${tree}/`)) return list(path.slice(tree.length + 1), url, response);
    const resolve = `${repo}/resolve/${COMMIT}/`;
    if (!path.startsWith(resolve)) return refuse(path.startsWith('api/') ? 401 : 404, 'RepoNotFound');
    const name = path.slice(resolve.length);
    const bytes = files.get(name);
    if (!bytes) return refuse(404, 'EntryNotFound');
    if (mood.gated && mood.token === undefined) return refuse(403, 'GatedRepo');
    const digest = hash('sha256', bytes);
    if (isLarge(name)) return void response.writeHead(302, { location: `${storage.address}/${digest}?signature=s`, 'x-linked-etag': `"${digest}"`, 'x-linked-size': bytes.length, 'x-repo-commit': COMMIT }).end();
    send(request, response, name, mood.damaged.get(name) ?? bytes, mood);
  });
  const list = (folder: string, url: URL, response: ServerResponse) => {
    const below = [...files].filter(([path]) => folder === '' || path.startsWith(`${folder}/`)).map(([path, bytes]) => ({ rest: path.slice(folder === '' ? 0 : folder.length + 1), path, bytes }));
    const own = below.filter(({ rest }) => !rest.includes('/') || /^\/|\.\./.test(rest));
    const folders = [...new Set(below.flatMap(({ rest }) => (own.some((each) => each.rest === rest) ? [] : [rest.split('/')[0]!])))];
    const entries = [
      ...folders.map((name) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path: folder === '' ? name : `${folder}/${name}` })),
      ...own.map(({ path, bytes }) => {
        const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${hash('sha256', bytes)}\nsize ${bytes.length}\n`;
        const oid = (content: string | Buffer) => hash('sha1', `blob ${content.length}\0`, content);
        return isLarge(path)
          ? { type: 'file', oid: oid(pointer), size: bytes.length, path, lfs: { oid: hash('sha256', bytes), size: bytes.length, pointerSize: pointer.length } }
          : { type: 'file', oid: oid(bytes), size: bytes.length, path };
      }),
    ];
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + (mood.page ?? Infinity);
    url.searchParams.set('cursor', String(to));
    if (to < entries.length) response.setHeader('link', `<${hub.address}${url.pathname}${url.search}>; rel="next"`);
    json(response, entries.slice(from, to));
  };
  const close = ({ server }: { server: Server }) => new Promise<void>((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });
  return { endpoint: hub.address, storage: storage.address, asked, mood, close: async () => void (await Promise.all([close(hub), close(storage)])) };
}

/** Files of a folder on the disk, or small ones made up, as a repository has them. */
export function repository(more: Record<string, string | Buffer> = {}): Map<string, Buffer> {
  const text = { 'README.md': '# A model\n', 'config.json': '{"num_labels":1}', 'tokenizer.json': '{"model":{}}', 'tokenizer_config.json': '{}', 'model.safetensors': 'no part of it' };
  return new Map(Object.entries({ ...text, ...more }).map(([path, content]) => [path, Buffer.from(content)]));
}

function refusal({ headers }: IncomingMessage, { token }: Mood): [number, string] | null {
  const given = headers.authorization?.replace(/^Bearer /, '');
  if (token === undefined || given === token) return null;
  return given === undefined ? [401, 'RepoNotFound'] : [401, 'Unauthorized'];
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function send(request: IncomingMessage, response: ServerResponse, path: string, bytes: Buffer, mood: Mood): void {
  const asked = mood.ignoresRanges ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = asked ? Number(asked[1]) : 0;
  const to = asked && asked[2] !== '' ? Math.min(bytes.length, Number(asked[2]) + 1) : bytes.length;
  if (from >= bytes.length && bytes.length > 0) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  response.writeHead(asked ? 206 : 200, {
    'content-length': to - from,
    'accept-ranges': 'bytes',
    etag: `"${hash('sha1', bytes)}"`,
    ...(asked && { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` }),
  });
  const cut = mood.cut.get(path);
  const last = cut && cut.times > 0 ? Math.min(to, from + cut.after) : to;
  if (cut && cut.times > 0) cut.times -= 1;
  void pour(response, bytes.subarray(from, last), mood.slow ?? 0).then(() => (last < to ? response.destroy() : response.end()));
}

async function pour(response: ServerResponse, bytes: Buffer, slow: number): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += 65_536) {
    if (slow > 0) await new Promise((done) => setTimeout(done, slow).unref());
    await new Promise<void>((done) => void response.write(bytes.subarray(at, at + 65_536), () => done()));
  }
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ server: Server; address: string }> {
  const server = createServer(answer);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
