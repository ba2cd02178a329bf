import { type FormEvent, type ReactNode, type RefObject, useState } from "react";

import { formText } from "./form-text.js";

const largestPicture = 500_000;

interface Props {
  room: string;
  input: RefObject<HTMLInputElement | null>;
  onSay: (text: string, picture?: Uint8Array) => void;
}

/** What is said while there is no connection waits for the next. */
export function Composer({ room, input, onSay }: Props): ReactNode {
  const [picture, setPicture] = useState("");

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    void say(new FormData(form));
    // At once: what is typed from here on belongs to the next message.
    form.reset();
    setPicture("");
    input.current?.focus();
  }

  async function say(form: FormData): Promise<void> {
    const file = form.get("picture");
    const chosen = file instanceof File && file.size > 0 ? file : null;
    const text = formText(form, "text") || (chosen?.name ?? "");
    const bytes = chosen && new Uint8Array(await chosen.arrayBuffer());
    if (text !== "") onSay(text.slice(0, 500), bytes ?? undefined);
  }

  /** A frame has a limit: see `maxMessageBytes` of the server. */
  function choose(files: FileList | null, field: HTMLInputElement): void {
    const [file] = files ?? [];
    const tooLarge = file !== undefined && file.size > largestPicture;
    field.setCustomValidity(tooLarge ? "A picture has at most 500 kB." : "");
    field.reportValidity();
    setPicture(file?.name ?? "");
  }

  return (
    <form className="composer" onSubmit={submit} autoComplete="off">
      <input
        ref={input}
        name="text"
        aria-label={`Message to #${room}`}
        placeholder={`Message to #${room}`}
        maxLength={500}
        enterKeyHint="send"
        autoFocus
      />
      <label className="attach" title={picture || "Add a picture"} data-chosen={picture !== ""}>
        <span>Picture</span>
        <span aria-hidden="true">📎</span>
        <input
          type="file"
          name="picture"
          accept="image/*"
          onChange={(event) => choose(event.target.files, event.target)}
        />
      </label>
      <button className="primary">Send</button>
    </form>
  );
}
