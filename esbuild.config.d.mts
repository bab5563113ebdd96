import type { BuildOptions } from 'esbuild';

export declare const targets: readonly (BuildOptions & { in: string; out: string })[];
export declare function options(target: BuildOptions & { in: string; out: string }): BuildOptions;
