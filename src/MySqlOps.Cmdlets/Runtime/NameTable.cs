using System.Collections;
using System.Globalization;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>A hashtable with names as keys, as a dictionary.</summary>
internal static class NameTable
{
    /// <summary>Reads it.</summary>
    /// <param name="table">The hashtable; null for none.</param>
    /// <param name="names">How names are looked up; by their case unless told.</param>
    public static IReadOnlyDictionary<string, string> Read(IDictionary? table, IEqualityComparer<string>? names = null)
    {
        var map = new Dictionary<string, string>(names ?? StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
            map[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? "";
        return map;
    }
}
