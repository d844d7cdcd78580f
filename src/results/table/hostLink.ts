import type { ResultReply, ResultRequest } from '../../model/cellResult';

/** The way from a drawn result to its host and back. */
export interface ResultHostLink {
  post(request: ResultRequest): void;
  /** Every reply to any view of the page; gives what stops it. */
  onReply(handler: (reply: ResultReply) => void): () => void;
}
