using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>What an option file and the files that it includes say.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Groups">The groups' names, in order, those without options included.</param>
/// <param name="Entries">The options, in order.</param>
internal sealed record OptionFile(string Path, IReadOnlyList<string> Groups, IReadOnlyList<OptionEntry> Entries)
{
    /// <summary>The options of one group by name; of an option given twice, the later. Groups are told apart without case, as the client does.</summary>
    /// <exception cref="MySqlOpsException">OptionFileInvalid: no such group.</exception>
    public IReadOnlyDictionary<string, OptionEntry> ReadGroup(string group)
    {
        if (!Groups.Contains(group, StringComparer.OrdinalIgnoreCase))
        {
            var others = Groups.Count == 0 ? "no group at all" : $"[{string.Join("], [", Groups.Distinct(StringComparer.OrdinalIgnoreCase))}]";
            throw new MySqlOpsException(ErrorId.OptionFileInvalid, $"The option file {Path} has no group [{group}]; it has {others}. Name a group as file[group].", Path);
        }

        var options = new Dictionary<string, OptionEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries.Where(entry => entry.Group.Equals(group, StringComparison.OrdinalIgnoreCase)))
            options[entry.Name] = entry;
        return options;
    }
}
