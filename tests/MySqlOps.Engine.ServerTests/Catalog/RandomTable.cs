namespace MySqlOps.Engine.ServerTests.Catalog;

/// <summary>Makes CREATE TABLE statements that a server takes, with all that can stand in one, at random.</summary>
internal sealed class RandomTable(Random random)
{
    private static readonly string[] Types =
    [
        "int", "bigint unsigned", "decimal(10,3)", "float", "double", "bit(7)", "date", "datetime(6)", "timestamp NULL", "time(3)", "year", "char(5)", "varchar(30)", "varbinary(20)",
        "text", "tinyblob", "json", "enum('a','b''(',')','\\\\')", "set('x','ü')", "point SRID 4326", "geometry", "varchar(10) CHARACTER SET latin1", "varchar(12) COLLATE utf8mb4_bin",
        "char(9) CHARACTER SET utf16 COLLATE utf16_unicode_ci",
    ];

    private static readonly string[] Letters = ["a", "B", "`", "'", "\"", "(", ")", ",", " x", "ü", "漢", "\\", ".", "/*", "*/", "--", ";", "KEY", "\n"];

    private readonly List<(string Name, string Type)> _columns = [];
    private readonly List<string> _elements = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private bool _isPartitioned;

    /// <summary>A statement.</summary>
    /// <param name="name">The table's name.</param>
    public string Create(string name)
    {
        _isPartitioned = random.Next(5) == 0;
        AddKey();
        for (var count = random.Next(1, 12); count > 0; count--)
            AddColumn();
        for (var count = random.Next(0, 8); count > 0; count--)
            AddIndex();
        if (random.Next(3) == 0)
            _elements.Add($"CONSTRAINT {Quote(Name())} CHECK ((`id` <> 7) AND ('),' <> {Text()})) {(random.Next(2) == 0 ? "NOT ENFORCED" : "")}");
        if (!_isPartitioned && random.Next(3) == 0)
            _elements.Add($"CONSTRAINT {Quote(Name())} FOREIGN KEY (`parent`) REFERENCES {Quote(name)} (`id`) ON DELETE SET NULL");
        return $"CREATE TABLE {Quote(name)} (\n  {string.Join(",\n  ", _elements)}\n) {Options()}";
    }

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static bool IsSpatial(string type) => type.StartsWith("point", StringComparison.Ordinal) || type == "geometry";

    private static bool IsLong(string type) => type is "text" or "tinyblob";

    private static bool IsCharacter(string type) => type.Contains("char", StringComparison.Ordinal) || type == "text";

    private void AddKey()
    {
        var automatic = random.Next(3) == 0 ? " AUTO_INCREMENT" : "";
        _elements.Add($"`id` int NOT NULL{automatic}{Comment()}");
        _elements.Add("`parent` int NULL");
        _elements.Add(random.Next(4) > 0 || _isPartitioned ? "PRIMARY KEY (`id`)" : automatic.Length > 0 ? "KEY `automatic` (`id`)" : "UNIQUE KEY `only` (`id`)");
    }

    private void AddColumn()
    {
        var (name, type) = (Name(), Types[random.Next(Types.Length)]);
        var suffix = random.Next(6) switch
        {
            0 when !IsLong(type) && !IsSpatial(type) && type != "json" && !_isPartitioned => $" GENERATED ALWAYS AS (IF(`parent` = 3, NULL, NULL)) {(random.Next(2) == 0 ? "STORED" : "VIRTUAL")}",
            1 => " INVISIBLE",
            2 when IsCharacter(type) => $" DEFAULT (CONCAT('x', {Text()}))",
            3 when IsSpatial(type) => " NOT NULL",
            _ => "",
        };
        _columns.Add((name, type + suffix));
        _elements.Add($"{Quote(name)} {type}{suffix}{Comment()}");
    }

    private void AddIndex()
    {
        var (name, type) = _columns[random.Next(_columns.Count)];
        var isVirtual = type.Contains("VIRTUAL", StringComparison.Ordinal);
        if (type.StartsWith("json", StringComparison.Ordinal))
            _elements.Add($"KEY {Quote(Name())} ((CAST({Quote(name)} -> '$.\"a)\"' AS UNSIGNED ARRAY)))");
        else if (IsSpatial(type.Split(" NOT")[0]))
            AddSpatial(name, type);
        else if (IsLong(type.Split(' ')[0]))
            _elements.Add($"KEY {Quote(Name())} ({Quote(name)}({random.Next(1, 9)}) DESC, `id`){IndexOptions()}");
        else if (IsCharacter(type) && !_isPartitioned && !isVirtual && !type.Contains("utf16", StringComparison.Ordinal) && !type.Contains("varbinary", StringComparison.Ordinal) && random.Next(2) == 0)
            _elements.Add($"FULLTEXT KEY {Quote(Name())} ({Quote(name)}) {(random.Next(2) == 0 ? "WITH PARSER ngram" : "")}{Comment()}");
        else if (random.Next(4) == 0)
            _elements.Add($"KEY {Quote(Name())} ((COALESCE({Quote(name)}, NULL, ')')), `id` DESC){IndexOptions()}");
        else
            _elements.Add($"{(random.Next(3) == 0 && !_isPartitioned ? "UNIQUE KEY" : "KEY")} {Quote(Name())} ({Quote(name)}{(random.Next(2) == 0 ? " DESC" : "")}, `id`){IndexOptions()}");
    }

    private void AddSpatial(string name, string type)
    {
        if (!_isPartitioned && type.Contains("NOT NULL", StringComparison.Ordinal) && type.Contains("SRID", StringComparison.Ordinal))
            _elements.Add($"SPATIAL KEY {Quote(Name())} ({Quote(name)}){Comment()}");
    }

    private string IndexOptions() => (random.Next(3) == 0 ? " USING BTREE" : "") + Comment() + (random.Next(4) == 0 ? " INVISIBLE" : "");

    private string Options()
    {
        var options = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
        if (random.Next(2) == 0)
            options += " COLLATE=utf8mb4_german2_ci";
        if (random.Next(3) == 0)
            options += " ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1";
        if (random.Next(2) == 0)
            options += $" COMMENT={Text()}";
        if (_isPartitioned)
            options += random.Next(2) == 0 ? " PARTITION BY HASH (`id`) PARTITIONS 3" : $" PARTITION BY RANGE (`id`) (PARTITION {Quote(Name())} VALUES LESS THAN (5) COMMENT = {Text()}, PARTITION `last one` VALUES LESS THAN MAXVALUE)";
        return options;
    }

    private string Comment() => random.Next(4) == 0 ? $" COMMENT {Text()}" : "";

    private string Text() => $"'{Mix().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private string Name()
    {
        var name = Mix();
        while (name.Length == 0 || !_names.Add(name))
            name = Mix() + $"{random.Next(1000)}";
        return name;
    }

    private string Mix() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Letters[random.Next(Letters.Length)]));
}
