import type { ByteSink } from '../../../core/ports.js';
import type { Packer, Packing } from './packing.js';

/** A sink that packs what it is given into another, and keeps the plain bytes in a temporary file too. */
export class PackedSink implements ByteSink {
  private ended = false;

  private constructor(
    private readonly target: ByteSink,
    private readonly plain: ByteSink,
    private readonly packer: Packer,
  ) {}

  static async create(packing: Packing, target: ByteSink, plain: ByteSink): Promise<PackedSink> {
    return new PackedSink(target, plain, await packing.packer((bytes) => target.write(bytes)));
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.plain.write(bytes);
    await this.packer.push(bytes);
  }

  async prepare(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.packer.end();
    await this.plain.commit();
    await this.target.prepare();
  }

  async commit(): Promise<void> {
    await this.prepare();
    await this.target.commit();
  }

  async abort(): Promise<void> {
    this.packer.abort();
    await this.plain.abort();
    await this.target.abort();
  }
}
