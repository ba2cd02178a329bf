import type { ReactNode } from "react";

interface Props {
  people: readonly string[];
  user: string;
  onLeave: () => void;
}

export function PeopleList({ people, user, onLeave }: Props): ReactNode {
  return (
    <section className="people" aria-labelledby="people">
      <h2 id="people">Here now</h2>
      <ul>
        {people.map((name) => (
          <li key={name}>
            {name}
            {name === user && <span> (you)</span>}
          </li>
        ))}
      </ul>
      <button className="quiet" onClick={onLeave}>
        Change name
      </button>
    </section>
  );
}
