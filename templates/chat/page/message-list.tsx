import type { ReactNode } from "react";

import type { Message } from "../src/generated/types.js";
import { Picture } from "./picture.js";

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

interface Props {
  messages: readonly Message[];
  user: string;
}

/** Messages in the order they came; the style sheet keeps the newest in view. */
export function MessageList({ messages, user }: Props): ReactNode {
  return (
    <div className="messages" role="log" aria-label="Messages" tabIndex={0}>
      {messages.length === 0 && <p className="empty">Nothing has been said yet.</p>}
      <ol>
        {messages.map((message, index) => (
          <Item
            key={message.id}
            message={message}
            own={message.from === user}
            continued={messages[index - 1]?.from === message.from}
          />
        ))}
      </ol>
    </div>
  );
}

interface ItemProps {
  message: Message;
  own: boolean;
  /** The one before is by the same person. */
  continued: boolean;
}

function Item({ message, own, continued }: ItemProps): ReactNode {
  const { at, from, picture, text } = message;
  return (
    <li data-own={own} data-continued={continued}>
      <p className="from">
        <strong>{from}</strong> <time dateTime={at.toISOString()}>{clock.format(at)}</time>
      </p>
      <p className="text">{text}</p>
      {picture && <Picture bytes={picture} label={text} />}
    </li>
  );
}
