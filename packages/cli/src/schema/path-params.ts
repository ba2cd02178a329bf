/** The names after `:` in a path: `"room" | "user"` of `/rooms/:room/:user`. */
export type PathParams<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? SegmentParam<Head> | PathParams<Rest>
  : SegmentParam<Path>;

type SegmentParam<Segment extends string> = Segment extends `:${infer Name}` ? Name : never;
