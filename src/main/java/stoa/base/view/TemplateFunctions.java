package stoa.base.view;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;

/**
 * The functions that templates have: {@code t} for words, {@code time}, {@code number} and {@code
 * short} in the reader's language, {@code who} and {@code avatar} for members, {@code asset} for
 * addresses.
 */
final class TemplateFunctions extends AbstractExtension {
  /** The names of arguments, as they come one after the other; no function here takes more. */
  private static final List<String> PLACES = List.of("0", "1", "2", "3", "4", "5");

  private final Messages messages;
  private final Assets assets;
  private final Times times;

  TemplateFunctions(Messages messages, Assets assets, InstantSource clock) {
    this.messages = messages;
    this.assets = assets;
    this.times = new Times(messages, clock);
  }

  private interface Body {
    Object apply(List<Object> arguments, EvaluationContext context);
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of(
        "t", function(this::text),
        "time",
            function((arguments, context) ->
                new SafeString(times.element((Instant) arguments.getFirst(), context.getLocale()))),
        "date",
            function((arguments, context) ->
                times.date((Instant) arguments.getFirst(), context.getLocale())),
        "number",
            function((arguments, context) ->
                Numbers.full((Number) arguments.getFirst(), context.getLocale())),
        "short",
            function((arguments, context) ->
                Numbers.rough((Number) arguments.getFirst(), context.getLocale())),
        "who", function(this::who),
        "avatar", function((arguments, _) -> avatar(arguments.getFirst())),
        "asset", function((arguments, _) -> assets.url((String) arguments.getFirst())));
  }

  private Object text(List<Object> arguments, EvaluationContext context) {
    Object first = arguments.getFirst();
    if (first instanceof Message message) {
      return messages.text(context.getLocale(), message);
    }
    return messages.text(
        context.getLocale(), (String) first, arguments.subList(1, arguments.size()));
  }

  private Object who(List<Object> arguments, EvaluationContext context) {
    String nobody = messages.text(context.getLocale(), "post.nobody", List.of());
    return new SafeString(NameHtml.link((Author) arguments.getFirst(), nobody));
  }

  /** Of an author, or of a name. */
  private static Object avatar(@Nullable Object whose) {
    return new SafeString(
        NameHtml.avatar(whose instanceof Author author ? author.name() : (String) whose));
  }

  /** A function that takes its arguments by their places. */
  private static Function function(Body body) {
    return new Function() {
      @Override
      public Object execute(
          Map<String, Object> named, PebbleTemplate self, EvaluationContext context, int line) {
        var arguments = new ArrayList<Object>(named.size());
        for (String place : PLACES) {
          if (!named.containsKey(place)) {
            break;
          }
          arguments.add(named.get(place));
        }
        return body.apply(arguments, context);
      }

      @Override
      public List<String> getArgumentNames() {
        return PLACES; // with none Pebble makes such words for each call
      }
    };
  }
}
