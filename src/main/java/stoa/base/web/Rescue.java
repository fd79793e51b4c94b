package stoa.base.web;

import java.util.List;

/**
 * What of a text that takes long to write waits for its writer, if they turn out not to be signed
 * in any more. No other form is ever kept, so that nobody can lay out for somebody else a button
 * that does more than post a text.
 */
record Rescue(List<String> fields) {
  Rescue {
    fields = List.copyOf(fields);
  }

  /** Of a form what waits. */
  RescuedForms.Kept of(RescuedForms.Kept form) {
    return new RescuedForms.Kept(
        form.path(), form.parts().stream().filter(part -> fields.contains(part.name())).toList());
  }
}
