using System.Globalization;
using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Replication.Gtids;

/// <summary>Transactions with consecutive numbers.</summary>
/// <param name="First">The first number, at least 1.</param>
/// <param name="Last">The last number, not before the first.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GtidInterval(long First, long Last)
{
    /// <summary>How many transactions it holds.</summary>
    public long Count => Last - First + 1;

    /// <summary><c>5</c> or <c>1-3</c>, as the server writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(First == Last ? $"{First}" : $"{First}-{Last}")}");
}
