namespace MySqlOps.Engine.Load.Delimited;

/// <summary>How a delimited file is to be read.</summary>
internal sealed record DelimitedOptions
{
    /// <summary>How it holds its rows.</summary>
    public required DelimitedFormat Format { get; init; }

    /// <summary>What parts the fields of CSV; one ASCII character.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The quote of CSV; null when the file knows none, as plain tab-separated values.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>True when the first row of CSV or TSV has the columns' names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// The unquoted text that stands for NULL; null for the format's own, as our exports write it: an empty field without quotes in CSV, <c>\N</c> in TSV, which counts there in
    /// any case.
    /// </summary>
    public string? NullMarker { get; init; }

    /// <summary>The columns' names, where no header tells them; for JSON the keys that are read. Null: the header, the first object's keys, or none.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>True passes over keys of JSON objects that <see cref="Columns"/> lacks; false makes them an error.</summary>
    public bool IgnoresUnknownKeys { get; init; }

    /// <summary>Keys of JSON objects whose values stay the JSON text that they are, because they go into JSON columns: a text keeps its quotes, and true stays true.</summary>
    public IReadOnlySet<string> RawKeys { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>False when fields may hold any bytes, as in the files of our exports; true when they must be UTF-8.</summary>
    public bool IsText { get; init; } = true;
}
