using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>The base of completers that ask the server which the command line names.</summary>
public abstract class QueryCompleter : IArgumentCompleter
{
    /// <summary>The query, whose column <c>name</c> holds what can be typed.</summary>
    private protected abstract string Sql { get; }

    /// <summary>The parameters that may name the server; the first that is typed counts.</summary>
    private protected virtual IReadOnlyList<string> ServerParameters => ["Server", "Source"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var folder = CompletionServer.WorkingFolder;
        return Completion.Run(wordToComplete, token => CompletionServer.QueryAsync(fakeBoundParameters, ServerParameters, folder, Sql, token));
    }
}
