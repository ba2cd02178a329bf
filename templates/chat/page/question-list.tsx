import type { ReactNode } from "react";

import type { Question } from "./room-state.js";

interface Props {
  questions: readonly Question[];
  onAnswered: () => void;
}

/** Read out when one comes; takes the focus from nobody who is typing. */
export function QuestionList({ questions, onAnswered }: Props): ReactNode {
  function answer(question: Question, agreed: boolean): void {
    question.answer(agreed);
    onAnswered();
  }

  return (
    <div role="alert">
      {questions.map((question) => (
        <div className="question" key={question.id}>
          <p>{question.text}</p>
          <button onClick={() => answer(question, false)}>No</button>
          <button className="primary" onClick={() => answer(question, true)}>
            Yes
          </button>
        </div>
      ))}
    </div>
  );
}
