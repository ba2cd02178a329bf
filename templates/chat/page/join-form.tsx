import type { ReactNode } from "react";

import { formText } from "./form-text.js";

interface Props {
  room: string;
  onJoin: (user: string) => void;
}

export function JoinForm({ room, onJoin }: Props): ReactNode {
  function join(form: FormData): void {
    onJoin(formText(form, "name"));
  }

  return (
    <main className="welcome">
      <form className="join" action={join} autoComplete="off">
        <h1>Chat</h1>
        <p>
          You are about to enter <strong>#{room}</strong>. Open this page in a second tab to talk to
          yourself.
        </p>
        <label htmlFor="name">Your name</label>
        <input id="name" name="name" required maxLength={24} pattern=".*\S.*" autoFocus />
        <button className="primary">Join</button>
      </form>
    </main>
  );
}
