using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Definitions.Sides;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>What databases are called: on the source, on the target, and where they are changed.</summary>
/// <param name="options">The names that differ, and which side is changed.</param>
internal sealed class SideNames(CompareOptions options)
{
    private readonly Dictionary<string, string> _sources = options.TargetDatabases.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The source's name of a database where it is changed.</summary>
    public string SourceOf(string changed) => options.ChangesForSource ? changed : _sources.GetValueOrDefault(changed, changed);

    /// <summary>The name where it is changed of a database of the source.</summary>
    public string ChangedOf(string source) => options.ChangesForSource ? source : options.TargetDatabases.GetValueOrDefault(source, source);

    /// <summary>The selection of a side.</summary>
    /// <param name="isSource">True for the source.</param>
    /// <param name="folder">The side's folder; null for a server.</param>
    public SideSelection Select(bool isSource, ScratchFolder? folder)
    {
        var (sources, changed) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var own = folder?.OwnNames ?? (isSource ? options.TargetDatabases.Keys : options.TargetDatabases.Values).Distinct(StringComparer.Ordinal).ToDictionary(name => name, StringComparer.Ordinal);
        foreach (var (place, name) in own)
        {
            sources[place] = isSource ? name : _sources.GetValueOrDefault(name, name);
            changed[place] = ChangedOf(sources[place]);
        }

        return new SideSelection(options.Selection, sources, changed);
    }
}
