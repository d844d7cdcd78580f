const mark = '[redacted]';

const rules: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic|SharedKey(?:Lite)?)\s+[A-Za-z0-9._~+/:=-]{6,}/gi, `$1 ${mark}`],
  [/\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){1,4}/g, mark],
  // Signatures and secrets in query strings and connection strings.
  [
    /([?&;\s"']|^)(sig|signature|code|access_token|refresh_token|id_token|client_secret|client_assertion)=[^&;\s"']+/gi,
    `$1$2=${mark}`,
  ],
  [/\b(AccountKey|SharedAccessKey|SharedAccessSignature|InstrumentationKey|Password|Pwd|Secret)\s*=\s*[^;\s"']+/gi, `$1=${mark}`],
  // JSON members whose name says that they are secret.
  [
    /("(?:[A-Za-z_-]*(?:password|secret|token|accountkey|accesskey|primarykey|secondarykey|connectionstring|apikey|api-key))"\s*:\s*)"(?:[^"\\]|\\.)*"/gi,
    `$1"${mark}"`,
  ],
  // Storage and service keys: 32 bytes or more in base64 with padding.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{42,}={1,2}/g, mark],
];

/** The text without bearer tokens, JWTs, keys, passwords and shared access signatures. Safe to show, log and keep. */
export function redact(text: string): string {
  return rules.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}
