namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The CRC32 that closes an event (the polynomial of zlib and Ethernet).</summary>
internal sealed class EventChecksum
{
    /// <summary>The bytes that it takes.</summary>
    public const int Length = 4;

    private static readonly uint[] Table = MakeTable();

    private uint _state;

    /// <summary>The sum of what was added.</summary>
    public uint Value => ~_state;

    /// <summary>Begins anew.</summary>
    public void Clear() => _state = uint.MaxValue;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var one in bytes)
            state = Table[(byte)(state ^ one)] ^ (state >> 8);
        _state = state;
    }

    private static uint[] MakeTable()
    {
        const uint Polynomial = 0xEDB8_8320;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
