package stoa.base.http;

import io.javalin.http.Context;
import stoa.base.Refusal;

/** How a request is answered that ends early. */
public interface ErrorAnswers {
  void refused(Context context, Refusal refusal);

  /** A fault of ours; it has been logged under the request's id. */
  void failed(Context context, Throwable fault);
}
