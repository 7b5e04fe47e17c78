package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.SourceUnit;
import dev.sflmpc.grammar.SflParser;
import dev.sflmpc.grammar.SflParser.DeclarationContext;
import dev.sflmpc.grammar.SflParser.SourceFileContext;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Parses one file.
 *
 * <p>Correct programs are parsed with ANTLR's faster prediction (SLL). When that fails the file is parsed again with the
 * full one and with recovery, so that the errors are real ones and all are found.
 */
public final class Parser {

    private Parser() {}

    /** The declarations of a file; what is wrong with it is reported, and what could not be parsed left out. */
    public static SourceUnit parse(SourceFile file, Diagnostics diagnostics) {
        Positions positions = new Positions(file);
        TokenPass.Result pass = TokenPass.run(positions, diagnostics);
        if (pass.tokens().isEmpty()) {
            return new SourceUnit(file, List.of(), false, Set.of());
        }
        CommonTokenStream tokens = new CommonTokenStream(new ListTokenSource(pass.tokens(), file.name()));
        SyntaxErrors errors = new SyntaxErrors(positions, pass.reported(), diagnostics);
        SourceFileContext tree = parseTwice(tokens, errors);
        TreeBuilder builder = new TreeBuilder(positions, pass.documentation(), diagnostics);
        int before = diagnostics.errorCount();
        List<Declaration> declarations = declarations(tree, builder);
        boolean complete = !errors.anyFound() && pass.reported().isEmpty() && diagnostics.errorCount() == before;
        return new SourceUnit(file, declarations, complete, skippedNames(tokens, errors));
    }

    private static SourceFileContext parseTwice(CommonTokenStream tokens, SyntaxErrors errors) {
        SflParser parser = new SflParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.sourceFile();
        } catch (ParseCancellationException failed) {
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(errors);
            return parser.sourceFile();
        }
    }

    private static List<Declaration> declarations(SourceFileContext tree, TreeBuilder builder) {
        DeclarationBuilder declarations = new DeclarationBuilder(builder);
        List<Declaration> result = new ArrayList<>();
        for (DeclarationContext declaration : tree.declaration()) {
            if (declaration.exception == null) {
                buildOrSkip(declarations, declaration).ifPresent(result::add);
            }
        }
        return result;
    }

    private static Optional<Declaration> buildOrSkip(DeclarationBuilder builder, DeclarationContext declaration) {
        try {
            return builder.build(declaration);
        } catch (TreeBuilder.TooDeepException reported) {
            return Optional.empty();
        }
    }

    private static Set<String> skippedNames(CommonTokenStream tokens, SyntaxErrors errors) {
        Set<String> names = new HashSet<>();
        errors.skipped().stream().forEach(index -> {
            Token token = tokens.get(index);
            if (token.getType() == SflParser.IDENTIFIER) {
                names.add(Normalizer.normalize(token.getText(), Normalizer.Form.NFC));
            }
        });
        return names;
    }
}
