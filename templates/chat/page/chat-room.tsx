import { type ReactNode, useRef } from "react";

import { Composer } from "./composer.js";
import { MessageList } from "./message-list.js";
import { PeopleList } from "./people-list.js";
import { QuestionList } from "./question-list.js";
import { RoomList } from "./room-list.js";
import { useChat } from "./use-chat.js";

interface Props {
  room: string;
  user: string;
  onLeave: () => void;
}

export function ChatRoom({ room, user, onLeave }: Props): ReactNode {
  const { clear, connected, messages, notice, people, questions, say } = useChat(room, user);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="chat">
      <RoomList current={room} />
      <PeopleList people={people} user={user} onLeave={onLeave} />
      <main>
        <header>
          <h1>#{room}</h1>
          <p className="status" role="status" data-connected={connected}>
            {connected ? "connected" : "connecting …"}
          </p>
          <button className="quiet" disabled={!connected} onClick={clear}>
            Clear room
          </button>
        </header>
        {messages ? <MessageList messages={messages} user={user} /> : <div className="messages" />}
        <p className="notice" role="status">
          {notice}
        </p>
        <QuestionList questions={questions} onAnswered={() => input.current?.focus()} />
        <Composer room={room} input={input} onSay={say} />
      </main>
    </div>
  );
}
