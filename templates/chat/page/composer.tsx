import type { ReactNode, RefObject } from "react";

import { formText } from "./form-text.js";

interface Props {
  room: string;
  connected: boolean;
  input: RefObject<HTMLInputElement | null>;
  onSay: (text: string) => void;
}

export function Composer({ room, connected, input, onSay }: Props): ReactNode {
  function say(form: FormData): void {
    const text = formText(form, "text");
    if (text !== "") onSay(text);
    input.current?.focus();
  }

  return (
    <form className="composer" action={say} autoComplete="off">
      <input
        ref={input}
        name="text"
        aria-label={`Message to #${room}`}
        placeholder={`Message to #${room}`}
        maxLength={500}
        enterKeyHint="send"
        autoFocus
      />
      <button className="primary" disabled={!connected}>
        Send
      </button>
    </form>
  );
}
