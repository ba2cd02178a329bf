import { type ReactNode, useEffect, useState } from "react";

interface Props {
  bytes: Uint8Array;
  label: string;
}

/** Bytes as an image; whatever is in them, it is shown as nothing else. */
export function Picture({ bytes, label }: Props): ReactNode {
  const [url, setUrl] = useState<string>();

  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);

  return url && <img className="picture" src={url} alt={`Picture: ${label}`} />;
}
