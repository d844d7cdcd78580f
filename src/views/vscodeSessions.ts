import * as vscode from 'vscode';
import type { ChallengeRequest, Session, SessionSource } from '../azure/credential';
import type { Cloud } from '../azure/connection';

/** True where `getSession` takes a claims challenge: since VS Code 1.105. */
export function supportsChallenges(): boolean {
  const [major = 0, minor = 0] = vscode.version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 105);
}

/** VS Code's own account for a cloud, in the form that credentials ask for it. */
export function sessionsOf(cloud: Cloud): SessionSource {
  return {
    async getSession(request, options): Promise<Session | undefined> {
      // The typings of the oldest supported version know scopes only; newer hosts also take the challenge's form.
      const ask = vscode.authentication.getSession as (
        provider: string,
        request: readonly string[] | ChallengeRequest,
        options: vscode.AuthenticationGetSessionOptions,
      ) => Thenable<vscode.AuthenticationSession | undefined>;
      return ask(cloud.authenticationProvider, request, options);
    },
  };
}
