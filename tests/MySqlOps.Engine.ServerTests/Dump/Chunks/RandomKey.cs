using System.Globalization;

namespace MySqlOps.Engine.ServerTests.Dump.Chunks;

/// <summary>Column types that can be in a key, and values of them as SQL literals: extremes, neighbours of extremes, and some from between.</summary>
internal sealed class RandomKey(Random random)
{
    private static readonly string[] Collations =
    [
        "utf8mb4_0900_ai_ci", "utf8mb4_bin", "utf8mb4_general_ci", "utf8mb4_0900_as_cs", "utf8mb4_tr_0900_ai_ci", "latin1_swedish_ci", "latin1_bin", "utf16_unicode_ci", "ucs2_general_ci",
        "utf8mb3_german2_ci", "gb18030_chinese_ci", "sjis_japanese_ci",
    ];

    private static readonly string[] Words = ["", "a", "A", "ä", "Ä", "b", "ab", "a ", "z", "Z", "ß", "ss", "i", "I", "x'y", "\\", "é", "aa", "zz", "0", "10", "9"];

    /// <summary>All the types, as they stand in CREATE TABLE.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "TINYINT", "SMALLINT UNSIGNED", "MEDIUMINT", "INT", "INT UNSIGNED ZEROFILL", "BIGINT", "BIGINT UNSIGNED", "DECIMAL(65,30)", "DECIMAL(10,2)", "FLOAT", "DOUBLE", "BIT(1)", "BIT(20)", "BIT(64)",
        "DATE", "TIME(6)", "DATETIME(6)", "TIMESTAMP(3)", "YEAR", "BINARY(3)", "VARBINARY(20)",
        .. Collations.Select(collation => $"VARCHAR(20) CHARACTER SET {collation.Split('_')[0]} COLLATE {collation}"),
        .. Collations.Select(collation => $"CHAR(5) CHARACTER SET {collation.Split('_')[0]} COLLATE {collation}"),
    ];

    /// <summary>A type.</summary>
    public string NextType() => Types[random.Next(Types.Count)];

    /// <summary>A value of a type. The server may have to cut it to the type's range.</summary>
    public string NextValue(string type) => type.Split(' ', '(')[0] switch
    {
        "TINYINT" => Number(random.Next(-128, 128)),
        "SMALLINT" => Number(random.Next(4) == 0 ? 65535 - random.Next(3) : random.Next(65536)),
        "MEDIUMINT" => Number(random.Next(2) == 0 ? -8388608 + random.Next(100) : 8388607 - random.Next(100)),
        "INT" => Number(Near(type.Contains("UNSIGNED", StringComparison.Ordinal) ? [0, uint.MaxValue] : [int.MinValue, 0, int.MaxValue])),
        "BIGINT" => Number(Near(type.Contains("UNSIGNED", StringComparison.Ordinal) ? [0, long.MaxValue, ulong.MaxValue] : [long.MinValue, 0, long.MaxValue])),
        "DECIMAL" => random.Next(5) == 0 ? "1e34 - 1e-30" : string.Create(CultureInfo.InvariantCulture, $"{random.Next(-5, 5)}.{random.Next(100):00}000000000000000000000000000{random.Next(10)}"),
        "FLOAT" or "DOUBLE" => random.Next(3) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble() * 10:R}e{random.Next(-37, 37)}")
            : string.Create(CultureInfo.InvariantCulture, $"{16777216 + random.Next(-50, 50)}e{random.Next(-9, 2)} * {(random.Next(2) == 0 ? "-1" : "1")}"),
        "BIT" => Number(Near(type == "BIT(64)" ? [0, long.MaxValue, ulong.MaxValue] : type == "BIT(1)" ? [0] : [0, 1 << 19])),
        "DATE" or "DATETIME" => random.Next(6) == 0 ? Pick("'0000-00-00'", "'2020-00-00'", "'2020-01-00'", "'9999-12-31'") : Moment(),
        "TIMESTAMP" => random.Next(6) == 0 ? Pick("'0000-00-00'", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07.999'") : Moment(),
        "TIME" => random.Next(6) == 0 ? Pick("'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:00.000001'") : string.Create(CultureInfo.InvariantCulture, $"'{Pick("", "-")}{random.Next(30)}:{random.Next(60)}:{random.Next(60)}.{random.Next(1000000):000000}'"),
        "YEAR" => random.Next(6) == 0 ? "0" : Number(random.Next(1901, 2156)),
        "BINARY" or "VARBINARY" => $"X'{Convert.ToHexString(Bytes())}'",
        _ => $"'{(Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)]).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private Int128 Near(Int128[] places) => places[random.Next(places.Length)] + random.Next(-200, 200);

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(4)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Moment() => string.Create(CultureInfo.InvariantCulture, $"'{random.Next(1975, 2030)}-{random.Next(1, 13):00}-{random.Next(1, 29):00} {random.Next(24):00}:{random.Next(60):00}:00.{random.Next(1000000):000000}'");

    private string Pick(params string[] texts) => texts[random.Next(texts.Length)];

    private static string Number(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
