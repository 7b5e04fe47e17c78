package dev.sflmpc.runtime.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units in memory. */
final class Pantry implements UnitShelf, UnitSupply {

    final Map<UnitId, byte[]> units = new LinkedHashMap<>();

    @Override
    public Draft draft(UnitId id, UnitKind kind) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return new Draft() {
            @Override
            public OutputStream content() {
                return content;
            }

            @Override
            public void commit() {
                units.put(id, content.toByteArray());
            }

            @Override
            public void close() {
                content.reset();
            }
        };
    }

    @Override
    public List<UnitId> available() {
        return List.copyOf(units.keySet());
    }

    @Override
    public InputStream claim(UnitId id) throws IOException {
        byte[] content = units.remove(id);
        if (content == null) {
            throw new IOException("unit " + id + " is gone");
        }
        return new ByteArrayInputStream(content);
    }
}
