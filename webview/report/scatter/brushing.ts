/** Pointer and keys over the plotting area: they move the brush, once a frame. */
import { dragged, gripAt, keyed, type Grip } from './brush.js';
import type { Rectangle } from './grid.js';
import type { Points } from './points.js';

/** Whom brushing asks and tells; rectangles in the axes' units. */
export interface BrushingOwner {
  readonly bounds: Pick<Points, 'x' | 'y'>;
  brush(): Rectangle | null;
  brushed(brush: Rectangle): void;
  /** The pointer let go of a rectangle. */
  ended(): void;
  cleared(): void;
  /** The pointer stands at a place without a button; `reach` is some pixels by axis. */
  over(x: number, y: number, reach: readonly [number, number]): void;
  left(): void;
  /** A click that drew nothing. */
  picked(): void;
}

/** Less than this far, in CSS pixels, is a click. */
const CLICK = 4;
const REACH = 6;
const EDGE = 5;

interface Drag {
  readonly grip: Grip;
  readonly start: Rectangle | null;
  readonly from: readonly [number, number];
  readonly at: readonly [number, number];
  moved: boolean;
}

/** Listens to an element that covers the plotting area, and draws the rectangle in it. */
export class Brushing {
  private readonly frame = document.createElement('div');
  private readonly ending = new AbortController();
  private drag: Drag | null = null;
  private last: PointerEvent | null = null;
  private asked = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly owner: BrushingOwner,
  ) {
    this.frame.className = 'brush';
    this.frame.hidden = true;
    box.append(this.frame);
    const { signal } = this.ending;
    box.addEventListener('pointerdown', (event) => this.down(event), { signal });
    box.addEventListener('pointermove', (event) => this.soon(event), { signal });
    box.addEventListener('pointerup', (event) => this.up(event), { signal });
    box.addEventListener('pointercancel', () => (this.drag = null), { signal });
    box.addEventListener('pointerleave', () => this.drag || owner.left(), { signal });
  }

  /** Moves the brush by an arrow key; false for other keys. */
  key(key: string, grow: boolean): boolean {
    const brush = keyed(key, grow, this.owner.brush(), this.owner.bounds);
    if (brush) this.owner.brushed(brush);
    return brush !== null;
  }

  /** Draws the rectangle; answers where it lies in the element, in CSS pixels, null for none. */
  show(brush: Rectangle | null): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null {
    this.frame.hidden = brush === null;
    if (!brush) return null;
    const { bounds: { x, y } } = this.owner;
    const { clientWidth: width, clientHeight: height } = this.box;
    const across = (value: number) => ((value - x[0]) / (x[1] - x[0])) * width;
    const down = (value: number) => height - ((value - y[0]) / (y[1] - y[0])) * height;
    const place = { left: across(brush.x[0]), right: across(brush.x[1]), top: down(brush.y[1]), bottom: down(brush.y[0]) };
    const { style } = this.frame;
    style.left = `${place.left}px`;
    style.top = `${place.top}px`;
    style.width = `${place.right - place.left}px`;
    style.height = `${place.bottom - place.top}px`;
    return place;
  }

  dispose(): void {
    cancelAnimationFrame(this.asked);
    this.ending.abort();
    this.frame.remove();
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.box.setPointerCapture(event.pointerId);
    const from = this.place(event);
    const start = this.owner.brush();
    this.drag = { grip: gripAt(start, from[0], from[1], this.units(EDGE)), start, from, at: [event.clientX, event.clientY], moved: false };
  }

  private up(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    this.move(event);
    this.drag = null;
    if (drag.moved) return this.owner.ended();
    if (drag.grip.kind === 'new' && drag.start) this.owner.cleared();
    this.owner.picked();
  }

  /** Pointers tell more often than frames come. */
  private soon(event: PointerEvent): void {
    this.last = event;
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      if (this.last) this.move(this.last);
      this.last = null;
    });
  }

  private move(event: PointerEvent): void {
    const to = this.place(event);
    const { drag, owner } = this;
    if (!drag) return owner.over(to[0], to[1], this.units(REACH));
    drag.moved ||= Math.hypot(event.clientX - drag.at[0], event.clientY - drag.at[1]) > CLICK;
    if (drag.moved) owner.brushed(dragged(drag.grip, drag.start, drag.from, to, owner.bounds));
  }

  private place(event: PointerEvent): readonly [number, number] {
    const { left, top, width, height } = this.box.getBoundingClientRect();
    const { x, y } = this.owner.bounds;
    return [x[0] + ((event.clientX - left) / width) * (x[1] - x[0]), y[1] - ((event.clientY - top) / height) * (y[1] - y[0])];
  }

  /** So many pixels in the axes' units. */
  private units(pixels: number): readonly [number, number] {
    const { x, y } = this.owner.bounds;
    return [(pixels / Math.max(1, this.box.clientWidth)) * (x[1] - x[0]), (pixels / Math.max(1, this.box.clientHeight)) * (y[1] - y[0])];
  }
}
