/**
 * The controls of every webview. The only file that knows the component library (which its makers have archived):
 * another library goes in here and nowhere else.
 */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { element } from './dom';

provideVSCodeDesignSystem().register(vsCodeButton());

export type ButtonAppearance = 'primary' | 'secondary';

/** A push button; Enter and Space press it too. */
export function button(label: string, onClick: () => void, appearance: ButtonAppearance = 'secondary'): HTMLElement {
  const made = element('vscode-button', { appearance }, label);
  made.addEventListener('click', onClick);
  return made;
}

/**
 * A short word set off from the text around it. Our own element: the library's badge carries a style attribute, which the
 * content security policy of our pages forbids.
 */
export function badge(text: string, className = ''): HTMLElement {
  return element('span', { class: `badge ${className}`.trim() }, text);
}
