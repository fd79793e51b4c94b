package stoa.base.view;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;

/**
 * The functions that templates have: {@code t} for words, {@code time}, {@code number} and {@code
 * short} in the reader's language, {@code who} and {@code avatar} for members, {@code asset} for
 * addresses, {@code icon} for pictures and {@code sign} for those that stand for a word.
 */
final class TemplateFunctions extends AbstractExtension {
  /** The names of arguments, as they come one after the other; no function here takes more. */
  private static final List<String> PLACES = List.of("0", "1", "2", "3", "4", "5");

  private final Messages messages;
  private final Assets assets;
  private final Times times;
  private final Map<String, String> icons = new ConcurrentHashMap<>();

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
    var all = new HashMap<String, Function>();
    all.put("t", function(this::text));
    all.put(
        "time",
        function((arguments, context) ->
            new SafeString(times.element((Instant) arguments.getFirst(), context.getLocale()))));
    all.put(
        "date",
        function((arguments, context) ->
            times.date((Instant) arguments.getFirst(), context.getLocale())));
    all.put(
        "number",
        function((arguments, context) ->
            Numbers.full((Number) arguments.getFirst(), context.getLocale())));
    all.put(
        "short",
        function((arguments, context) ->
            Numbers.rough((Number) arguments.getFirst(), context.getLocale())));
    all.put("who", function(this::who));
    all.put("avatar", function((arguments, _) -> avatar(arguments.getFirst())));
    all.put(
        "icon", function((arguments, _) -> new SafeString(icon((String) arguments.getFirst()))));
    all.put("sign", function((arguments, _) -> sign((String) arguments.get(0), arguments.get(1))));
    all.put("asset", function((arguments, _) -> assets.url((String) arguments.getFirst())));
    return all;
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

  /** A picture of the sprite, as large as the text around it; it says nothing to who hears it. */
  private String icon(String name) {
    return icons.computeIfAbsent(
        name,
        it ->
            "<svg class=\"icon\" aria-hidden=\"true\"><use href=\""
                + assets.url("icons.svg")
                + "#"
                + it
                + "\"/></svg>");
  }

  /** A picture that stands for a word. */
  private Object sign(String name, Object word) {
    String text = Views.escaped(word.toString());
    return new SafeString(
        "<span class=\"sign sign-%s\" title=\"%s\">%s<span class=\"visually-hidden\">%s </span></span>"
            .formatted(name, text, icon(name), text));
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
