import { asList, asText, at, isRecord } from './json';

/** Code and message of an error answer; both may be absent when the body says nothing useful. */
export interface ArmError {
  readonly code?: string;
  readonly message?: string;
}

const deepest = 5;

/**
 * Reads the code and message out of an error body: `{error: {code, message, details, innererror}}`, the flat
 * `{code, message}`, and either of them nested as JSON text inside a message. The innermost message wins, since the outer
 * ones only say that something failed.
 */
export function readArmError(body: unknown, depth = 0): ArmError {
  if (depth > deepest) return {};
  if (typeof body === 'string') return readText(body, depth);
  if (!isRecord(body)) return {};
  const nested = at(body, 'error');
  if (isRecord(nested) || (typeof nested === 'string' && nested.trimStart().startsWith('{')))
    return readArmError(nested, depth + 1);
  const code = asText(at(body, 'code'));
  const message = asText(at(body, 'message')) ?? asText(at(body, 'error_description'));
  const inner = [...asList(at(body, 'details')), at(body, 'innererror')]
    .map((part) => readArmError(part, depth + 1))
    .find((part) => part.message !== undefined);
  const unwrapped = message?.trimStart().startsWith('{') === true ? readArmError(message, depth + 1) : {};
  const best = unwrapped.message ?? inner?.message ?? message;
  const bestCode = unwrapped.code ?? code ?? inner?.code;
  return { ...(bestCode === undefined ? {} : { code: bestCode }), ...(best === undefined ? {} : { message: best }) };
}

function readText(text: string, depth: number): ArmError {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return {};
  try {
    return readArmError(JSON.parse(trimmed), depth + 1);
  } catch (error) {
    // Text that only looks like JSON carries no code; its status still tells what happened.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The action that an authorization failure names: `… to perform action 'X' over scope …`. */
export function deniedAction(message: string): string | undefined {
  return /perform (?:the )?(?:action|operation)s?\s*\(?['"]([^'"]+)['"]/i.exec(message)?.[1];
}
