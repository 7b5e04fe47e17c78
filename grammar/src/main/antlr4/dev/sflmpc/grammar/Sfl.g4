/**
 * SFL, the secure-function language.
 *
 * The parser reads tokens that the compiler's token pass has looked at before, so that every decision needs a token or
 * two of lookahead only:
 *
 *   GENERIC_OPEN, GENERIC_CLOSE   a `<` and `>` around compile-time arguments (`>>` and `>=` split where needed)
 *   STRUCT_OPEN                   the `{` of a struct literal
 *   IF_STATEMENT, BLOCK_STATEMENT an `if` and a `{` at the beginning of a statement
 *   VALUE_END                     nothing at all, between the value of a block and the block's `}`
 */
grammar Sfl;

tokens { GENERIC_OPEN, GENERIC_CLOSE, STRUCT_OPEN, IF_STATEMENT, BLOCK_STATEMENT, VALUE_END }

// ---- declarations

sourceFile : declaration* EOF ;

declaration
    : PROGRAM name SEMICOLON                                                            # programDeclaration
    | IMPORT (STRING | name (DOT name)*) SEMICOLON                                      # importDeclaration
    | PARTY party (COMMA party)* SEMICOLON                                              # partyDeclaration
    | PARAM name (COLON type)? ASSIGN expression SEMICOLON                              # paramDeclaration
    | CONST name (COLON type)? ASSIGN expression SEMICOLON                              # constDeclaration
    | TYPE name ASSIGN type SEMICOLON                                                   # typeDeclaration
    | STRUCT name OPEN_BRACE (field (COMMA field)* COMMA?)? CLOSE_BRACE                 # structDeclaration
    | FN name generics? OPEN_PAREN (parameter (COMMA parameter)* COMMA?)? CLOSE_PAREN (ARROW result)? block
                                                                                        # functionDeclaration
    | EXTERN FN name OPEN_PAREN (parameter (COMMA parameter)* COMMA?)? CLOSE_PAREN (ARROW result)? FROM STRING order=name?
          SEMICOLON                                                                     # externDeclaration
    ;

party : name (OPEN_BRACKET expression CLOSE_BRACKET)? ;

field : name COLON type ;

generics : GENERIC_OPEN name (COMMA name)* GENERIC_CLOSE ;

parameter : name COLON type (FROM name (OPEN_BRACKET STAR CLOSE_BRACKET)?)? ;

result
    : OPEN_PAREN output (COMMA output)* COMMA? CLOSE_PAREN                              # namedResults
    | type (TO recipients)?                                                             # plainResult
    ;

output : name COLON type (TO recipients)? ;

recipients : ALL | name (COMMA name)* ;

// ---- types

type : elementType (OPEN_BRACKET expression CLOSE_BRACKET)* ;

elementType
    : keywordType                                                                       # builtInType
    | name                                                                              # namedType
    | OPEN_PAREN (type (COMMA type)* COMMA?)? CLOSE_PAREN                               # tupleType
    ;

keywordType
    : BOOL                                                                              # boolType
    | (INT | UINT) GENERIC_OPEN expression GENERIC_CLOSE                                # integerType
    | FIXED GENERIC_OPEN expression COMMA expression GENERIC_CLOSE                      # fixedType
    ;

// ---- statements

block : (OPEN_BRACE | BLOCK_STATEMENT) statement* CLOSE_BRACE ;

statement
    : LET MUT? pattern (COLON type)? ASSIGN expression SEMICOLON                        # letStatement
    | IF_STATEMENT expression block (ELSE IF expression block)* (ELSE block)?           # ifStatement
    | FOR pattern IN expression ((RANGE | RANGE_INCLUSIVE) expression (STEP expression)?)? block
                                                                                        # forStatement
    | WHILE expression MAX expression block                                             # whileStatement
    | RETURN expression? SEMICOLON                                                      # returnStatement
    | block                                                                             # blockStatement
    | expression (assignmentOperator expression)? (SEMICOLON | VALUE_END)               # simpleStatement
    ;

assignmentOperator
    : ASSIGN | PLUS_ASSIGN | MINUS_ASSIGN | STAR_ASSIGN | SLASH_ASSIGN | PERCENT_ASSIGN | AND_ASSIGN | OR_ASSIGN
    | XOR_ASSIGN | SHIFT_LEFT_ASSIGN | SHIFT_RIGHT_ASSIGN
    ;

pattern
    : name                                                                              # namePattern
    | OPEN_PAREN pattern (COMMA pattern)* COMMA? CLOSE_PAREN                            # tuplePattern
    ;

// ---- expressions, tightest first

expression
    : primary                                                                           # primaryExpression
    | expression OPEN_BRACKET index CLOSE_BRACKET                                       # indexExpression
    | expression DOT name OPEN_PAREN arguments? CLOSE_PAREN                             # methodExpression
    | expression DOT (name | INTEGER | DECIMAL)                                         # memberExpression
    | (MINUS | NOT | TILDE) expression                                                  # unaryExpression
    | expression AS castType                                                            # castExpression
    | expression (STAR | SLASH | PERCENT) expression                                    # binaryExpression
    | expression (PLUS | MINUS) expression                                              # binaryExpression
    | expression (SHIFT_LEFT | SHIFT_RIGHT) expression                                  # binaryExpression
    | expression AND expression                                                         # binaryExpression
    | expression XOR expression                                                         # binaryExpression
    | expression OR expression                                                          # binaryExpression
    | expression (EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) expression
                                                                                        # binaryExpression
    | expression AND_AND expression                                                     # binaryExpression
    | expression OR_OR expression                                                       # binaryExpression
    ;

castType : keywordType | name ;

index : expression? (RANGE | RANGE_INCLUSIVE) expression? | expression ;

primary
    : (INTEGER | DECIMAL | TRUE | FALSE)                                                # literal
    | name                                                                              # nameUse
    | name (GENERIC_OPEN compileArgument (COMMA compileArgument)* GENERIC_CLOSE)?
          OPEN_PAREN arguments? CLOSE_PAREN                                             # call
    | name STRUCT_OPEN (fieldValue (COMMA fieldValue)* COMMA?)? CLOSE_BRACE             # structLiteral
    | OPEN_BRACKET (expression (SEMICOLON expression | (COMMA expression)* COMMA?))? CLOSE_BRACKET
                                                                                        # arrayLiteral
    | OPEN_PAREN (expression (COMMA expression)* COMMA?)? CLOSE_PAREN                   # parentheses
    | IF expression block (ELSE IF expression block)* (ELSE block)?                     # ifExpression
    | block                                                                             # blockExpression
    ;

arguments : expression (COMMA expression)* COMMA? ;

compileArgument : keywordType (OPEN_BRACKET expression CLOSE_BRACKET)* | expression ;

fieldValue : name COLON expression ;

name : IDENTIFIER | FROM | TO | MAX | STEP ;

// ---- words

PROGRAM : 'program' ;
IMPORT : 'import' ;
PARTY : 'party' ;
PARAM : 'param' ;
CONST : 'const' ;
TYPE : 'type' ;
STRUCT : 'struct' ;
FN : 'fn' ;
EXTERN : 'extern' ;
LET : 'let' ;
MUT : 'mut' ;
IF : 'if' ;
ELSE : 'else' ;
FOR : 'for' ;
IN : 'in' ;
WHILE : 'while' ;
RETURN : 'return' ;
AS : 'as' ;
TRUE : 'true' ;
FALSE : 'false' ;
BOOL : 'bool' ;
INT : 'int' ;
UINT : 'uint' ;
FIXED : 'fixed' ;
ALL : 'all' ;

// names, except where the grammar asks for the word
FROM : 'from' ;
TO : 'to' ;
MAX : 'max' ;
STEP : 'step' ;

// reserved, no part of the language yet
ENUM : 'enum' ;
MATCH : 'match' ;

// ---- literals

INTEGER : DIGIT (DIGIT | '_')* | '0x' [0-9a-fA-F_]+ | '0b' [01_]+ ;
DECIMAL : DIGIT (DIGIT | '_')* '.' DIGIT (DIGIT | '_')* EXPONENT? | DIGIT (DIGIT | '_')* EXPONENT ;
STRING : '"' ~["\r\n]* '"' ;
IDENTIFIER : [\p{XID_Start}_] [\p{XID_Continue}]* ;

fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;

// ---- signs

OPEN_PAREN : '(' ;
CLOSE_PAREN : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;
OPEN_BRACE : '{' ;
CLOSE_BRACE : '}' ;
SEMICOLON : ';' ;
COMMA : ',' ;
COLON : ':' ;
ARROW : '->' ;
RANGE : '..' ;
RANGE_INCLUSIVE : '..=' ;
DOT : '.' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
AND : '&' ;
OR : '|' ;
XOR : '^' ;
AND_AND : '&&' ;
OR_OR : '||' ;
NOT : '!' ;
TILDE : '~' ;
SHIFT_LEFT : '<<' ;
SHIFT_RIGHT : '>>' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;
ASSIGN : '=' ;
PLUS_ASSIGN : '+=' ;
MINUS_ASSIGN : '-=' ;
STAR_ASSIGN : '*=' ;
SLASH_ASSIGN : '/=' ;
PERCENT_ASSIGN : '%=' ;
AND_ASSIGN : '&=' ;
OR_ASSIGN : '|=' ;
XOR_ASSIGN : '^=' ;
SHIFT_LEFT_ASSIGN : '<<=' ;
SHIFT_RIGHT_ASSIGN : '>>=' ;

// ---- what lies between

DOC_COMMENT : '///' ~[\r\n]* -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
UNCLOSED_COMMENT : '/*' ;
UNCLOSED_STRING : '"' ~["\r\n]* ;
WHITE_SPACE : [ \t\r\n\f]+ -> skip ;
UNEXPECTED : . ;
