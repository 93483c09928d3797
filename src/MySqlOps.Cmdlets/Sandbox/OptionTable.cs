using System.Collections;
using System.Management.Automation;

namespace MySqlOps.Cmdlets.Sandbox;

/// <summary>mysqld options as PowerShell people write them: a hashtable with switches, numbers and lists.</summary>
internal static class OptionTable
{
    /// <summary>Options as mysqld reads them: true and false as ON and OFF, a list with commas, null as a bare option.</summary>
    public static IReadOnlyDictionary<string, string?> Read(IDictionary table) => table.Cast<DictionaryEntry>().ToDictionary(
        entry => Text(entry.Key)!,
        entry => Text(entry.Value),
        StringComparer.Ordinal);

    private static string? Text(object? value) => value switch
    {
        PSObject wrapped => Text(wrapped.BaseObject),
        null => null,
        true => "ON",
        false => "OFF",
        string text => text,
        IEnumerable list => string.Join(',', list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
