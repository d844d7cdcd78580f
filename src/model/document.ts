/**
 * A readable answer as plain data: the same document becomes a webview, Markdown, terminal text or JSON.
 * Every number in it is a fact, so a renderer can link it to the request that it came from.
 */
import type { Fact } from './fact';

export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'strong' | 'muted' | 'code' }
  | { readonly kind: 'fact'; readonly fact: string; readonly text: string; readonly style?: 'strong' | 'muted' | 'code' }
  | { readonly kind: 'link'; readonly to: LinkTarget; readonly text: string };

export type LinkTarget =
  | { readonly kind: 'alert'; readonly id: string }
  | { readonly kind: 'incident'; readonly id: string }
  | { readonly kind: 'resource'; readonly id: string }
  /** A command of this extension with its argument; rendered only where commands can run. */
  | { readonly kind: 'command'; readonly command: string; readonly argument?: string };

export type Tone = 'good' | 'bad' | 'warning' | 'info';

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[]; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[]; readonly tone?: Tone }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly kind: 'details'; readonly summary: readonly Span[]; readonly blocks: readonly Block[] };

export interface ReadableDocument {
  readonly title: string;
  /** Environment, window, time zone, as plain text under the title. */
  readonly subtitle: string;
  /** True when it is about an embedded environment; every renderer marks that. */
  readonly demo: boolean;
  readonly blocks: readonly Block[];
  /** By `Fact.id`. */
  readonly facts: Readonly<Record<string, Fact>>;
}
