using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;
using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>A table whose rows are exported, and how far that is.</summary>
internal sealed class ExportTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _jsonLosses = [];
    private int _finished;
    private int _total = -1;

    /// <summary>The table.</summary>
    public required TableDefinition Definition { get; init; }

    /// <summary>The columns to select.</summary>
    public required IReadOnlyList<RowColumn> Columns { get; init; }

    /// <summary>The condition that the user gave; null for all rows.</summary>
    public required string? Where { get; init; }

    /// <summary>The key by which it is cut; null when it is one stream.</summary>
    public required ChunkKey? Key { get; init; }

    /// <summary>Its bytes by the server's statistics.</summary>
    public required long EstimatedBytes { get; init; }

    /// <summary>Rows exported until now.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of units; only once <see cref="Finish"/> said true.</summary>
    public int Units => _total;

    /// <summary>Rows with a JSON value that its text does not keep, by the column's place; only once all is read.</summary>
    public IReadOnlyDictionary<int, long> JsonLosses => _jsonLosses;

    /// <summary>Its name, for messages.</summary>
    public override string ToString() => Definition.Name.ToString();

    /// <summary>Counts a unit that was read.</summary>
    /// <returns>True when it was the last that was missing.</returns>
    public bool Finish(ExportUnit unit, long rows)
    {
        lock (_gate)
        {
            Rows += rows;
            _finished++;
            if (unit.IsLast)
                _total = unit.Number + 1;
            return _finished == _total;
        }
    }

    /// <summary>Counts rows with a JSON value that its text does not keep.</summary>
    public void AddJsonLosses(int column, long rows)
    {
        lock (_gate)
            _jsonLosses[column] = _jsonLosses.GetValueOrDefault(column) + rows;
    }
}
