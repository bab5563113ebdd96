/** The wire to the process that gets models from the Hugging Face Hub. */

/** Which repository, and how it is reached. */
export interface HubRepo {
  /** Address of the Hub, without a slash at its end. */
  readonly endpoint: string;
  /** `owner/name`, or `name`. */
  readonly repo: string;
  readonly token: string | null;
}

/** One file of a repository; `sha256` of its bytes where the Hub knows it (LFS), else git's `sha1`, which has its size before its bytes. */
export interface HubFile {
  /** Path in the repository, and in the folder. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string | null;
  readonly sha1: string | null;
}

/** A graph of a repository, and the files with its weights. */
export interface HubGraph {
  readonly path: string;
  readonly weights: readonly HubFile[];
  /** Bytes of all of them together. */
  readonly size: number;
}

/** What a repository has for a model folder. */
export interface HubOffer {
  readonly repo: string;
  /** The commit that was looked at; the files are taken from it. */
  readonly commit: string;
  /** Files that the folder needs whichever graph is taken. */
  readonly files: readonly HubFile[];
  /** At least one, the best first. */
  readonly graphs: readonly HubGraph[];
}

/** Requests: name -> [params, result]. An abort ends them; what a download has is kept. */
export interface DownloaderMethods {
  look: [HubRepo, HubOffer];
  /** Gets files into a folder; what is there and whole is left, what was begun is gone on with. Answers once every file is there and has its checksum. */
  download: [HubRepo & { readonly commit: string; readonly files: readonly HubFile[]; readonly folder: string }, null];
}

/** Notifications of the downloader. */
export interface DownloaderEvents {
  /** Bytes that are there, of all files together, a few times a second. */
  progress: { readonly done: number; readonly total: number };
}
