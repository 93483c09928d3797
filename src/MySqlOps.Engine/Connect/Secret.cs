namespace MySqlOps.Engine.Connect;

/// <summary>A password that no ToString, record printer or serializer gives away.</summary>
internal sealed class Secret(string value)
{
    /// <summary>The password itself, for the driver's ears only.</summary>
    public string Reveal() => value;

    /// <inheritdoc />
    public override string ToString() => "***";
}
