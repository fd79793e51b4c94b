package stoa.base.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;

/**
 * Every word on a page, in every language that the forum speaks. A sentence is one message with
 * places for what varies, never glued from pieces; plurals are MessageFormat's choices, which
 * suffice for English and Chinese (a language with more forms, such as Russian, would need ICU).
 */
public final class Messages {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  /** Making a sentence takes longer than the rest of its line; most are the same few. */
  private static final int REMEMBERED = 10_000;

  private final Map<Locale, Map<String, String>> sentences = new LinkedHashMap<>();
  private final Cache<Sentence, String> made =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Sentence(Locale locale, String key, List<?> arguments) {}

  public Messages() {
    LANGUAGES.forEach(locale -> sentences.put(locale, MessageBundles.all(locale)));
  }

  public List<Locale> languages() {
    return LANGUAGES;
  }

  /** Whether the forum speaks the language of that tag. */
  public boolean speaks(String tag) {
    return languages().stream().anyMatch(locale -> locale.toLanguageTag().equals(tag));
  }

  /** A language's name in itself. */
  public static String name(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    return locale.getDisplayName(locale);
  }

  /** The language of that tag, where the forum speaks it. */
  public Optional<Locale> supported(String tag) {
    return LANGUAGES.stream().filter(locale -> locale.toLanguageTag().equals(tag)).findFirst();
  }

  /**
   * The first language of an Accept-Language header that the forum speaks; every Chinese is served
   * with ours.
   */
  public Locale negotiate(@Nullable String accept, Locale otherwise) {
    if (accept == null || accept.isBlank() || accept.length() > 500) {
      return otherwise;
    }
    try {
      for (var range : Locale.LanguageRange.parse(accept)) {
        String language = range.getRange().split("-", 2)[0];
        for (Locale locale : LANGUAGES) {
          if (range.getWeight() > 0 && locale.getLanguage().equals(language)) {
            return locale;
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return otherwise; // not a header that any browser sends
    }
    return otherwise;
  }

  public boolean isFlash(String key) {
    return key.startsWith("flash.") && keys(Locale.ENGLISH).contains(key);
  }

  Set<String> keys(Locale locale) {
    return new TreeSet<>(bundle(locale).keySet());
  }

  /** The sentence in that language; plain text. */
  public String text(Locale locale, Message message) {
    return text(locale, message.key(), message.arguments());
  }

  public String text(Locale locale, String key, List<?> arguments) {
    return made.get(
        new Sentence(locale, key, new ArrayList<>(arguments)), // one may be null
        wanted -> make(wanted.locale(), wanted.key(), wanted.arguments()));
  }

  private String make(Locale locale, String key, List<?> arguments) {
    String pattern = bundle(locale).get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no message " + key + " in " + locale);
    }
    return new MessageFormat(pattern, locale).format(arguments.toArray());
  }

  private Map<String, String> bundle(Locale locale) {
    var bundle = sentences.get(locale);
    if (bundle == null) {
      throw new IllegalArgumentException("the forum does not speak " + locale);
    }
    return bundle;
  }
}
