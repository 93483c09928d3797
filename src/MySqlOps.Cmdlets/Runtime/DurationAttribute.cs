using System.Globalization;
using System.Management.Automation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// Lets a parameter of type TimeSpan take a number as seconds, and a text with units, as <c>5s</c>, <c>500ms</c>, <c>2m</c>,
/// <c>1h30m</c> or <c>00:00:05</c>. PowerShell by itself would take the number 5 as five ticks and the text "5" as five days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The shortest that is taken, in seconds.</summary>
    public double Least { get; init; }

    /// <summary>The longest that is taken, in seconds.</summary>
    public double Most { get; init; } = TimeSpan.MaxValue.TotalSeconds;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null)
            return null;
        var span = Read(inputData)
            ?? throw new ArgumentTransformationMetadataException($"'{inputData}' is no duration. Give a number of seconds, as 5 or 0.5, a text with units, as 500ms, 5s, 2m, 1h30m or 1d, or a TimeSpan, as 00:00:05.");
        var seconds = span.TotalSeconds;
        if (seconds < Least || seconds > Most)
            throw new ArgumentTransformationMetadataException($"'{inputData}' is too {(seconds < Least ? "short" : "long")}: it may be {Limits()}.");
        return span;
    }

    /// <summary>
    /// A number that was typed as an argument remembers how, and that is told when it is asked for a text: 2d, which PowerShell
    /// reads as the decimal 2, was meant as two days.
    /// </summary>
    private static TimeSpan? Read(object given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        TimeSpan span => span,
        string text => DurationText.Read(text),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
            => DurationText.Read((string)LanguagePrimitives.ConvertTo(given, typeof(string), CultureInfo.InvariantCulture)),
        _ => null,
    };

    private string Limits()
    {
        var least = string.Create(CultureInfo.InvariantCulture, $"{Least} s");
        return Most < TimeSpan.MaxValue.TotalSeconds ? string.Create(CultureInfo.InvariantCulture, $"{least} to {Most} s") : $"{least} or more";
    }
}
