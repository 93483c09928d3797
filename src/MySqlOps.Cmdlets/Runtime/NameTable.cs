using System.Collections;
using System.Globalization;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>A hashtable with names as keys, as a dictionary.</summary>
internal static class NameTable
{
    /// <summary>Reads it; names keep their case.</summary>
    /// <param name="table">The hashtable; null for none.</param>
    public static IReadOnlyDictionary<string, string> Read(IDictionary? table)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
            map[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? "";
        return map;
    }
}
