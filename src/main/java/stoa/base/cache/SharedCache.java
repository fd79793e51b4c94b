package stoa.base.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What most pages read and all visitors see alike: in this process, and where there is Redis also
 * there, so that one server reads it from the database for all.
 *
 * @param <T> made of records, texts, numbers and times only
 */
public final class SharedCache<T> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new InstantText.Writer())
                  .addDeserializer(Instant.class, new InstantText.Reader()))
          .build();

  private final TaggedCache<T> here;
  private final @Nullable RedisTagStore shared;
  private final TypeReference<T> type;

  SharedCache(TaggedCache<T> here, @Nullable RedisTagStore shared, TypeReference<T> type) {
    this.here = here;
    this.shared = shared;
    this.type = type;
  }

  /** The list, which ends when that tag is dropped. */
  public T get(String tag, String key, Supplier<T> load) {
    Supplier<TaggedCache.Made<T>> maker =
        () -> new TaggedCache.Made<>(read(tag, key, load), Set.of(tag));
    // A server alone has dropped it here before it answered.
    return shared != null && ReadYourWrites.wanted()
        ? here.renewed(key, maker)
        : here.get(key, maker);
  }

  private T read(String tag, String key, Supplier<T> load) {
    if (shared == null) {
      return load.get();
    }
    var place = shared.place(tag, key);
    var found = place.text().flatMap(this::parsed);
    if (found.isPresent()) {
      return found.get();
    }
    T loaded = load.get();
    shared.put(place, text(loaded));
    return loaded;
  }

  private Optional<T> parsed(String text) {
    try {
      return Optional.of(JSON.readValue(text, type));
    } catch (JsonProcessingException _) {
      return Optional.empty(); // of another version of the forum
    }
  }

  private static String text(Object list) {
    try {
      return JSON.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
