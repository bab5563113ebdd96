/** The scatter's own canvases under uPlot's axes: all points, and the brushed ones as the same picture in another colour, cut to the rectangle. */
import { rgb } from '../plot/colours.js';
import { soon } from '../plot/queue.js';
import { paintPoints } from './paint.js';
import type { Points } from './points.js';

/** Two canvases in an element that covers the plotting area. */
export class Layers {
  private readonly base = document.createElement('canvas');
  private readonly lit = document.createElement('canvas');
  private cancel: (() => void) | null = null;

  constructor(private readonly box: HTMLElement) {
    this.base.className = 'points';
    this.lit.className = 'points lit';
    this.lit.hidden = true;
    box.append(this.base, this.lit);
  }

  /** Paints the points anew for the box's size and the theme's colours, over some frames; `done` hears when they are there. */
  paint(points: Points, colours: { readonly plain: string; readonly flagged: string; readonly lit: string }, done: () => void): void {
    this.cancel?.();
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(this.box.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.box.clientHeight * ratio));
    const jobs = [[this.base, { plain: rgb(colours.plain), flagged: rgb(colours.flagged) }], [this.lit, { plain: rgb(colours.lit), flagged: rgb(colours.lit) }]] as const;
    function* work(): Generator<void> {
      for (const [canvas, paint] of jobs) {
        const image = new ImageData(width, height);
        yield* paintPoints(points, image, paint, ratio);
        // A canvas that changes its size is empty: the old picture stays until the new one is whole.
        canvas.width = width;
        canvas.height = height;
        canvas.getContext('2d')?.putImageData(image, 0, 0);
        if (canvas === jobs[0][0]) done();
        yield;
      }
    }
    this.cancel = soon(() => work());
  }

  /** Shows the points within a rectangle (in CSS pixels of the box) in their own colour and the others faintly; null shows all alike. */
  light(rectangle: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null): void {
    this.base.classList.toggle('faint', rectangle !== null);
    this.lit.hidden = rectangle === null;
    if (!rectangle) return;
    const { left, top, right, bottom } = rectangle;
    // The picture is there already: a frame of brushing only moves its edges.
    this.lit.style.clipPath = `inset(${top}px ${Math.max(0, this.box.clientWidth - right)}px ${Math.max(0, this.box.clientHeight - bottom)}px ${left}px)`;
  }

  remove(): void {
    this.cancel?.();
    this.base.remove();
    this.lit.remove();
  }
}
