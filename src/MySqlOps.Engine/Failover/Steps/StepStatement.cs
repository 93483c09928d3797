using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>A statement of a step: what a plan shows, and what is sent. They differ only where there is a password.</summary>
public sealed class StepStatement
{
    private readonly string _before;
    private readonly Secret? _password;
    private readonly string _after;

    private StepStatement(string before, Secret? password, string after)
    {
        _before = before;
        _password = password;
        _after = after;
    }

    /// <summary>The statement, with *** in the place of a password.</summary>
    public string Text => _password is null ? _before : $"{_before}'***'{_after}";

    /// <summary>A statement without a password.</summary>
    /// <param name="text">The statement.</param>
    public static implicit operator StepStatement(string text) => FromString(text);

    /// <summary>A statement without a password.</summary>
    /// <param name="text">The statement.</param>
    public static StepStatement FromString(string text) => new(text, null, "");

    /// <inheritdoc />
    public override string ToString() => Text;

    /// <summary>A statement with a password as a literal in it.</summary>
    internal static StepStatement WithPassword(string before, Secret password, string after) => new(before, password, after);

    /// <summary>The statement for the server's ears only.</summary>
    internal string Reveal() => _password is null ? _before : $"{_before}{SqlLiteral.Quote(_password.Reveal())}{_after}";
}
