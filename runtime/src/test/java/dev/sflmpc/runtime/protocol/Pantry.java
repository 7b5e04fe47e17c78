package dev.sflmpc.runtime.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units in memory. */
final class Pantry implements UnitShelf, UnitSupply {

    final Map<UnitId, byte[]> units = new LinkedHashMap<>();
    private int mostBytes = Integer.MAX_VALUE;

    /** One whose units may have so many bytes. */
    Pantry holding(int bytes) {
        mostBytes = bytes;
        return this;
    }

    @Override
    public Draft draft(UnitId id, UnitKind kind) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        OutputStream bounded = new FilterOutputStream(content) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (content.size() + length > mostBytes) {
                    throw new IOException("the shelf is full");
                }
                content.write(bytes, from, length);
            }
        };
        return new Draft() {
            @Override
            public OutputStream content() {
                return bounded;
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
