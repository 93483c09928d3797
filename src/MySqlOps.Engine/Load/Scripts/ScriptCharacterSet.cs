namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// How a character set marks characters of several bytes whose later bytes may look like a backslash, a backtick or a letter. UTF-8 and all single-byte sets need no
/// care (manual 12.10, "Supported Character Sets and Collations").
/// </summary>
internal sealed class ScriptCharacterSet
{
    private readonly bool[] _leads;

    private ScriptCharacterSet(string name, params (byte From, byte To)[] leads)
    {
        Name = name;
        _leads = new bool[256];
        foreach (var (from, to) in leads)
            Array.Fill(_leads, true, from, to - from + 1);
        LeadBytes = [.. Enumerable.Range(0, 256).Where(value => _leads[value]).Select(value => (byte)value)];
    }

    /// <summary>Any set in which a byte below 0x80 is always a character of its own.</summary>
    public static ScriptCharacterSet Plain { get; } = new("utf8mb4");

    /// <summary>The sets that need care, by the server's names.</summary>
    private static ScriptCharacterSet[] Traps { get; } =
    [
        new("sjis", (0x81, 0x9F), (0xE0, 0xFC)),
        new("cp932", (0x81, 0x9F), (0xE0, 0xFC)),
        new("gbk", (0x81, 0xFE)),
        new("gb18030", (0x81, 0xFE)),
        new("big5", (0xA1, 0xF9)),
    ];

    /// <summary>The server's name of the set.</summary>
    public string Name { get; }

    /// <summary>The bytes that begin a character of several bytes; none where that does not matter.</summary>
    public IReadOnlyList<byte> LeadBytes { get; }

    /// <summary>The set of that name; <see cref="Plain"/> for one that needs no care.</summary>
    public static ScriptCharacterSet Find(string name) =>
        Array.Find(Traps, set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? Plain;

    /// <summary>True when the byte begins a character of two bytes or more, as long as a fitting byte follows.</summary>
    public bool IsLead(byte value) => _leads[value];

    /// <summary>
    /// True when the byte can follow a lead byte. The four-byte characters of gb18030 have digits in second and fourth place, which cut nothing, so that they count
    /// as two characters of two bytes.
    /// </summary>
    public bool IsTrail(byte value) => value is >= 0x40 and not 0x7F and not 0xFF || (Name == "gb18030" && value is >= 0x30 and <= 0x39);
}
