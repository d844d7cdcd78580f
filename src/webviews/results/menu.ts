import { element } from '../dom';
import { handled, placeAt } from './controls';
import { icon } from './icons';

export interface MenuItem {
  readonly label: string;
  /** Small text at the end, such as a key. */
  readonly hint?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly first?: boolean;
  /** The menu stays open, and shows what `items` then gives. */
  readonly stay?: boolean;
  readonly run: () => void;
}

export interface MenuOptions {
  /** Where the menu is put into the page: a shadow root. */
  readonly root: ParentNode & Node;
  readonly label: string;
  readonly at: HTMLElement | { readonly x: number; readonly y: number };
  readonly items: () => readonly MenuItem[];
  /** Where the focus goes afterwards; what had it before when absent. */
  readonly returnTo?: () => void;
}

/** Opens a menu in the top layer, so that nothing around it cuts it off. Gives what closes it. */
export function openMenu(options: MenuOptions): () => void {
  const { root, label, at, items, returnTo } = options;
  const before = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label, popover: 'manual', tabindex: '-1' });
  let shown: readonly MenuItem[] = [];
  const buttons = (): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const close = (focusBack: boolean): void => {
    if (!menu.isConnected) return;
    window.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('blur', leave);
    window.removeEventListener('scroll', leave, true);
    menu.remove();
    if (at instanceof HTMLElement) at.setAttribute('aria-expanded', 'false');
    if (!focusBack) return;
    if (returnTo) returnTo();
    else if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const leave = (event: Event): void => {
    if (event.type === 'scroll' && event.composedPath().includes(menu)) return;
    close(false);
  };
  const outside = (event: Event): void => {
    const path = event.composedPath();
    if (path.includes(menu)) return;
    // The press that opened it would otherwise open it again.
    if (at instanceof HTMLElement && path.includes(at)) at.addEventListener('click', stopOnce, { capture: true, once: true });
    close(false);
  };
  const draw = (): void => {
    shown = items();
    menu.replaceChildren(
      ...shown.flatMap((item) => [
        ...(item.first === true ? [element('div', { role: 'separator', class: 'menu-line' })] : []),
        itemOf(item),
      ]),
    );
  };
  const itemOf = (item: MenuItem): HTMLElement => {
    const checkable = item.checked !== undefined;
    const made = element(
      'div',
      {
        role: checkable ? 'menuitemcheckbox' : 'menuitem',
        class: 'menu-item',
        tabindex: '-1',
        'aria-checked': checkable ? String(item.checked) : undefined,
        'aria-disabled': item.disabled === true ? 'true' : undefined,
      },
      element('span', { class: 'menu-mark' }, item.checked === true ? icon('check') : undefined),
      element('span', { class: 'menu-label' }, item.label),
      item.hint === undefined ? undefined : element('span', { class: 'menu-hint' }, item.hint),
    );
    made.addEventListener('click', () => choose(item));
    made.addEventListener('pointermove', () => made.focus({ preventScroll: true }));
    return made;
  };
  const choose = (item: MenuItem): void => {
    if (item.disabled === true) return;
    if (item.stay !== true) {
      close(true);
      item.run();
      return;
    }
    const place = focused();
    item.run();
    draw();
    buttons()[place]?.focus();
  };
  const focused = (): number => buttons().findIndex((each) => each.matches(':focus'));
  menu.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = focused();
    const go = (place: number): void => all[(place + all.length) % all.length]?.focus();
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at < 0 ? -1 : at - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(-1);
        break;
      case 'Enter':
      case ' ': {
        const item = shown[at];
        if (item) choose(item);
        break;
      }
      case 'Escape':
      case 'Tab':
        close(true);
        break;
      default: {
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        const letter = event.key.toLowerCase();
        const place = shown.findIndex(({ label: words }, index) => index > at && words.toLowerCase().startsWith(letter));
        go(
          place >= 0
            ? place
            : Math.max(
                0,
                shown.findIndex(({ label: words }) => words.toLowerCase().startsWith(letter)),
              ),
        );
      }
    }
    handled(event);
  });
  menu.addEventListener('contextmenu', handled);
  draw();
  root.append(menu);
  menu.showPopover();
  placeAt(menu, at instanceof HTMLElement ? at.getBoundingClientRect() : at);
  if (at instanceof HTMLElement) at.setAttribute('aria-expanded', 'true');
  buttons()
    .find((each) => !each.hasAttribute('aria-disabled'))
    ?.focus({ preventScroll: true });
  // The press that opens the menu is still on its way.
  window.addEventListener('pointerdown', outside, true);
  window.addEventListener('blur', leave);
  window.addEventListener('scroll', leave, true);
  return () => close(false);
}

function stopOnce(event: Event): void {
  event.stopImmediatePropagation();
}
